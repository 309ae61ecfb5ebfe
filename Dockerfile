# The command in a container. Mount the folder with targets.json at /work, where the reports go, too:
#
#   docker build --tag assay .
#   docker run --rm --init --user "$(id -u):$(id -g)" --volume "$PWD:/work" assay run
FROM node:22-slim AS build
WORKDIR /assay
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /opt/assay
COPY --from=build /assay/package.json ./
COPY --from=build /assay/node_modules ./node_modules
COPY --from=build /assay/dist ./dist
COPY --from=build /assay/specs ./specs
COPY --from=build /assay/reporters/report.schema.json /assay/reporters/report-1.schema.json ./reporters/
COPY --from=build /assay/reporters/html/page ./reporters/html/page
RUN chmod +x dist/src/cli/main.js && ln -s /opt/assay/dist/src/cli/main.js /usr/local/bin/assay
WORKDIR /work
RUN chown node:node /work
USER node
ENTRYPOINT ["assay"]
CMD ["run"]
