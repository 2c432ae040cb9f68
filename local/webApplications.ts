import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { DataDirectory } from './dataDirectory';
import type { Java } from './java';
import { jvmDefinition } from './jvm';
import type { Distribution } from './maven';
import type { PartDefinition } from './part';
import type { Ports } from './ports';
import { answers } from './time';

export interface WebApplicationSettings {
  java: Java;
  data: DataDirectory;
  distribution: Distribution;
  ports: Ports;
  openSearchUrl: string;
  /** `host:port` of the engine's gRPC and the address of its REST interface. */
  engine: { gatewayAddress: string; restAddress: string };
  afterRestart: () => Promise<void>;
}

/** Tasklist, where staff do their tasks. Apart from the broker, else it can't complete Zeebe user tasks (8.6.0). */
export function tasklistDefinition(settings: WebApplicationSettings, schemaJar: string): PartDefinition {
  const { ports, engine } = settings;
  return definition(settings, {
    name: 'tasklist',
    label: 'Tasklist',
    mainClass: 'io.camunda.application.StandaloneTasklist',
    port: ports.tasklist,
    managementPort: ports.tasklistManagement,
    clusterPort: ports.tasklistCluster,
    overrides: [schemaJar],
    own: {
      zeebe: { gatewayAddress: engine.gatewayAddress, restAddress: engine.restAddress },
      // It makes these users at each start: nobody may know their passwords until they are removed.
      operatorPassword: unknownPassword(),
      readerPassword: unknownPassword(),
      // In OpenSearch, so that the session of somebody whose account was closed can be ended.
      persistentSessionsEnabled: true,
    },
  });
}

/** Operate, for administrators. Apart from Tasklist, else every clerk could administer the engine. */
export function operateDefinition(settings: WebApplicationSettings): PartDefinition {
  const { ports, engine } = settings;
  return definition(settings, {
    name: 'operate',
    label: 'Operate',
    mainClass: 'io.camunda.application.StandaloneOperate',
    port: ports.operate,
    managementPort: ports.operateManagement,
    clusterPort: ports.operateCluster,
    own: { zeebe: { gatewayAddress: engine.gatewayAddress } },
  });
}

interface WebApplication {
  name: 'tasklist' | 'operate';
  label: string;
  mainClass: string;
  port: number;
  managementPort: number;
  clusterPort: number;
  own: object;
  /** Jars that come before the distribution's. */
  overrides?: string[];
}

function definition(settings: WebApplicationSettings, application: WebApplication): PartDefinition {
  const { java, data, distribution, openSearchUrl } = settings;
  const search = { url: openSearchUrl, clusterName: 'xingshu' };
  return jvmDefinition(java, data, {
    name: application.name,
    label: application.label,
    layer: 2,
    classPath: [...(application.overrides ?? []), join(distribution.camundaLibraries, '*')],
    mainClass: application.mainClass,
    heapMegabytes: 384,
    environment: { SPRING_PROFILES_ACTIVE: `${application.name},auth` },
    configuration: {
      server: { port: application.port, address: '127.0.0.1' },
      management: { server: { port: application.managementPort, address: '127.0.0.1' } },
      logging: { config: `file:${join(__dirname, 'java/log4j2.xml')}` },
      // Operate carries a gateway's cluster node, which would else listen to the whole network on 26502.
      zeebe: {
        gateway: {
          cluster: { host: '127.0.0.1', advertisedHost: '127.0.0.1', port: application.clusterPort },
        },
      },
      camunda: {
        database: { type: 'opensearch', ...search },
        [application.name]: {
          database: 'opensearch',
          opensearch: { ...search, numberOfReplicas: 0, numberOfShards: 1 },
          zeebeOpensearch: { ...search, prefix: 'zeebe-record' },
          // The defaults (5000 ms) make a task appear only after 3.5 to 5 seconds.
          importer: { readerBackoff: 200, schedulerBackoff: 200 },
          archiverEnabled: false,
          csrfPreventionEnabled: false,
          password: unknownPassword(),
          ...application.own,
        },
      },
    },
    isReady: () => answers(`http://127.0.0.1:${application.managementPort}/actuator/health/readiness`),
    readyWithinSeconds: 240,
    afterRestart: settings.afterRestart,
  });
}

function unknownPassword(): string {
  return randomBytes(24).toString('hex');
}
