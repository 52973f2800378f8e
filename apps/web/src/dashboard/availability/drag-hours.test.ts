import { describe, expect, test } from 'vitest'
import { type Drag, dragHours, type WeekRanges } from './drag-hours.ts'

const emptyWeek: WeekRanges = {
  monday: [],
  tuesday: [],
  wednesday: [],
  thursday: [],
  friday: [],
  saturday: [],
  sunday: [],
}
const hours = (start: number, end: number) => ({ start: start * 60, end: end * 60 })
const at = (weekday: keyof WeekRanges, hour: number) => ({ weekday, minute: hour * 60 })

describe('dragHours', () => {
  test('draws an interval downwards and upwards, in quarter hours', () => {
    const drag: Drag = { kind: 'create', from: { weekday: 'monday', minute: 9 * 60 + 7 } }
    expect(dragHours(emptyWeek, drag, at('monday', 12.1))?.monday).toEqual([hours(9, 12)])
    expect(dragHours(emptyWeek, drag, at('monday', 7))?.monday).toEqual([hours(7, 9.25)])
  })

  test('keeps a drawn interval on its day, wherever the pointer goes', () => {
    const drag: Drag = { kind: 'create', from: at('monday', 22) }
    expect(dragHours(emptyWeek, drag, at('thursday', 30))).toEqual({
      ...emptyWeek,
      monday: [hours(22, 24)],
    })
  })

  test('moves an interval within its day and to another, keeping its length', () => {
    const week = { ...emptyWeek, monday: [hours(9, 12), hours(13, 17)] }
    const drag: Drag = { kind: 'move', from: at('monday', 10), range: hours(9, 12) }
    expect(dragHours(week, drag, at('monday', 9))?.monday).toEqual([hours(8, 11), hours(13, 17)])
    expect(dragHours(week, drag, at('friday', 10))).toEqual({
      ...emptyWeek,
      monday: [hours(13, 17)],
      friday: [hours(9, 12)],
    })
  })

  test('stops a moved interval at the ends of the day', () => {
    const week = { ...emptyWeek, monday: [hours(9, 12)] }
    const drag: Drag = { kind: 'move', from: at('monday', 10), range: hours(9, 12) }
    expect(dragHours(week, drag, at('monday', -5))?.monday).toEqual([hours(0, 3)])
    expect(dragHours(week, drag, at('monday', 40))?.monday).toEqual([hours(21, 24)])
  })

  test('moves the hours of a night as a whole', () => {
    const week = { ...emptyWeek, friday: [hours(22, 26)] }
    const drag: Drag = { kind: 'move', from: at('friday', 23), range: hours(22, 26) }
    expect(dragHours(week, drag, at('saturday', 22))?.saturday).toEqual([hours(21, 25)])
  })

  test('resizes either edge and never turns an interval inside out', () => {
    const week = { ...emptyWeek, monday: [hours(9, 12)] }
    const resize = (edge: 'start' | 'end', hour: number) =>
      dragHours(
        week,
        { kind: 'resize', edge, from: at('monday', 9), range: hours(9, 12) },
        at('monday', hour),
      )?.monday
    expect(resize('end', 15)).toEqual([hours(9, 15)])
    expect(resize('start', 7.5)).toEqual([hours(7.5, 12)])
    expect(resize('end', 2)).toEqual([hours(9, 9.25)])
    expect(resize('start', 20)).toEqual([hours(11.75, 12)])
  })

  test('answers null where hours would overlap, touching allowed', () => {
    const week = { ...emptyWeek, monday: [hours(9, 12), hours(13, 17)] }
    const drag: Drag = { kind: 'resize', edge: 'end', from: at('monday', 12), range: hours(9, 12) }
    expect(dragHours(week, drag, at('monday', 14))).toBeNull()
    expect(dragHours(week, drag, at('monday', 13))?.monday).toEqual([hours(9, 13), hours(13, 17)])
  })
})
