import { z } from 'zod'
import { lineSchema, textSchema } from './text.schemas.ts'
import { timeFormatSchema, timeZoneSchema } from './time.schemas.ts'

/** First path segments that the product itself uses, now or soon. */
export const reservedUsernames = [
  'about',
  'account',
  'admin',
  'api',
  'app',
  'apps',
  'assets',
  'auth',
  'availability',
  'blog',
  'booking',
  'bookings',
  'calendar',
  'calendars',
  'dashboard',
  'dev',
  'docs',
  'embed',
  'favicon',
  'health',
  'help',
  'host',
  'hosts',
  'login',
  'logout',
  'manage',
  'meeting-types',
  'metrics',
  'new',
  'oauth',
  'openapi',
  'password',
  'privacy',
  'profile',
  'rendez',
  'reset-password',
  'robots',
  'rpc',
  'schedules',
  'security',
  'settings',
  'setup',
  'sign-up',
  'signup',
  'static',
  'status',
  'support',
  'team',
  'teams',
  'terms',
  'trpc',
  'webhooks',
  'well-known',
  'www',
]

export const usernameSchema = z
  .string()
  .transform((text) => text.trim().toLowerCase())
  .pipe(
    z
      .string()
      .min(2, 'At least 2 characters.')
      .max(40, 'At most 40 characters.')
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Only letters, digits and single hyphens.')
      .refine((name) => !reservedUsernames.includes(name), 'This username is reserved.'),
  )

export const weekStartSchema = z.enum(['monday', 'saturday', 'sunday'])

export const profileSchema = z.object({
  id: z.string(),
  email: z.string(),
  username: z.string(),
  displayName: z.string(),
  bio: z.string(),
  timeZone: z.string(),
  timeFormat: timeFormatSchema,
  weekStart: weekStartSchema,
  /** True once the host has been through the first-run steps or left them. */
  onboarded: z.boolean(),
})
export type Profile = z.infer<typeof profileSchema>

export const updateProfileSchema = z
  .object({
    username: usernameSchema,
    displayName: lineSchema(80),
    bio: textSchema(500),
    timeZone: timeZoneSchema,
    timeFormat: timeFormatSchema,
    weekStart: weekStartSchema,
    onboarded: z.boolean(),
  })
  .partial()
  .strict()
export type UpdateProfileInput = z.infer<typeof updateProfileSchema>

export const usernameQuerySchema = z.object({ username: usernameSchema })
