# One image for every role: `docker run ... serve --role api|worker|all`, and every command of rendez.

FROM node:26-bookworm-slim AS build
RUN npm install --global --no-audit --no-fund pnpm@12.21.0
WORKDIR /app
COPY . .
ENV CI=true TURBO_TELEMETRY_DISABLED=1
RUN pnpm install --frozen-lockfile
RUN pnpm exec turbo run build --ui=stream --no-daemon
# What only builds and tests stays behind; pnpm would keep it for another week.
RUN pnpm install --frozen-lockfile --prod --config.modules-cache-max-age=0 \
  && rm -rf .turbo node_modules/.cache

FROM node:26-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
RUN mkdir /data && chown node:node /data
COPY --from=build /app /app
# `docker compose exec worker rendez queue status`.
RUN ln -s /app/apps/server/src/cli.ts /usr/local/bin/rendez
WORKDIR /app
USER node
VOLUME /data
EXPOSE 3000
# Node is the first process: it gets the signal itself, and drains.
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "apps/server/src/cli.ts"]
CMD ["serve"]
