import { join } from 'node:path';
import type { DataDirectory } from './dataDirectory';
import type { Java } from './java';
import type { CompiledSources } from './javaSources';
import { jvmDefinition } from './jvm';
import type { Distribution } from './maven';
import type { PartDefinition } from './part';
import type { Ports } from './ports';
import { answers } from './time';

export interface BrokerSettings {
  java: Java;
  data: DataDirectory;
  distribution: Distribution;
  compiled: CompiledSources;
  ports: Ports;
  feedToken: string;
  exporterElements: 'all' | 'process';
  /** Present in the full profile: records also go to OpenSearch, for Operate and Tasklist. */
  openSearchUrl: string | undefined;
  afterRestart: () => Promise<void>;
}

/** Kept with the engine's data: new data means a new engine, whose feed starts at position 1 again. */
export function engineId(data: DataDirectory): string {
  return data.secret('engine', 'engine-id');
}

/** The Zeebe broker with its gateway, its REST interface and our feed exporter. */
export function brokerDefinition(settings: BrokerSettings): PartDefinition {
  const { java, data, distribution, ports } = settings;
  return jvmDefinition(java, data, {
    name: 'broker',
    label: 'Zeebe 引擎',
    // Stopped together with Tasklist and Operate, before OpenSearch: one after the other took too long.
    layer: 2,
    classPath: [join(distribution.camundaLibraries, '*')],
    mainClass: 'io.camunda.application.StandaloneCamunda',
    heapMegabytes: 512,
    configuration: configuration(settings),
    environment: { SPRING_PROFILES_ACTIVE: 'broker' },
    isReady: () => answers(`http://127.0.0.1:${ports.management}/ready`),
    readyWithinSeconds: 180,
    afterRestart: settings.afterRestart,
  });
}

function configuration(settings: BrokerSettings): object {
  const { data, ports, openSearchUrl } = settings;
  return {
    server: { port: ports.rest, address: '127.0.0.1' },
    management: {
      server: { port: ports.management, address: '127.0.0.1' },
      endpoint: { clock: { enabled: true } },
    },
    logging: { config: `file:${join(__dirname, 'java/log4j2.xml')}` },
    zeebe: {
      clock: { controlled: true },
      broker: {
        network: {
          host: '127.0.0.1',
          advertisedHost: '127.0.0.1',
          commandApi: { port: ports.brokerCommand },
          internalApi: { port: ports.brokerInternal },
        },
        gateway: { enable: true, network: { host: '127.0.0.1', port: ports.grpc } },
        cluster: { clusterSize: 1, partitionsCount: 1, replicationFactor: 1 },
        data: {
          directory: join(data.folder('engine'), 'data'),
          logSegmentSize: '16MB',
          // After a kill the exporters start again from the last snapshot.
          snapshotPeriod: '5m',
          // By default the engine stops working below 2 GB of free disk, and says so only in its log.
          disk: { freeSpace: { processing: '300MB', replication: '150MB' } },
        },
        threads: { cpuThreadCount: 2, ioThreadCount: 2 },
        experimental: { rocksdb: { memoryLimit: '64MB' } },
        exporters: {
          feed: feedExporter(settings),
          ...(openSearchUrl ? { opensearch: searchExporter(openSearchUrl) } : {}),
        },
      },
    },
    camunda: {
      database: { type: 'opensearch', url: openSearchUrl ?? 'http://127.0.0.1:1', clusterName: 'xingshu' },
      rest: { query: { enabled: openSearchUrl !== undefined } },
    },
  };
}

function feedExporter(settings: BrokerSettings): object {
  return {
    className: 'xingshu.exporter.FeedExporter',
    jarPath: settings.compiled.exporterJar,
    args: {
      url: `http://127.0.0.1:${settings.ports.feed}/feed`,
      token: settings.feedToken,
      engineId: engineId(settings.data),
      elements: settings.exporterElements,
    },
  };
}

/** What neither Operate nor Tasklist imports stays out: each type makes an index per day of the engine. */
const unusedTypes = [
  'deployment',
  'error',
  'jobBatch',
  'message',
  'messageBatch',
  'messageSubscription',
  'messageStartEventSubscription',
  'messageCorrelation',
  'processInstanceBatch',
  'processInstanceCreation',
  'processInstanceMigration',
  'processInstanceModification',
  'processEvent',
  'checkpoint',
  'timer',
  'deploymentDistribution',
  'escalation',
  'signal',
  'signalSubscription',
  'resourceDeletion',
  'commandDistribution',
  'compensationSubscription',
  'user',
  'authorization',
];

function searchExporter(url: string): object {
  return {
    className: 'io.camunda.zeebe.exporter.opensearch.OpensearchExporter',
    args: {
      url,
      bulk: { delay: 1, size: 1000 },
      index: {
        prefix: 'zeebe-record',
        numberOfReplicas: 0,
        numberOfShards: 1,
        ...Object.fromEntries(unusedTypes.map((type) => [type, false])),
      },
    },
  };
}
