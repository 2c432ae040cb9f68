import { join } from 'node:path';
import type { DataDirectory } from './dataDirectory';
import type { Java } from './java';
import type { CompiledSources } from './javaSources';
import { jvmDefinition } from './jvm';
import type { Distribution } from './maven';
import type { PartDefinition } from './part';
import type { Ports } from './ports';

/** One OpenSearch node, as the index behind Operate and Tasklist. */
export function openSearchDefinition(
  java: Java,
  data: DataDirectory,
  distribution: Distribution,
  compiled: CompiledSources,
  ports: Ports,
): PartDefinition {
  const home = data.folder('opensearch');
  const settings = {
    'path.home': home,
    'path.data': data.folder('opensearch', 'data'),
    'path.logs': data.folder('opensearch', 'logs'),
    'cluster.name': 'xingshu',
    'node.name': 'xingshu',
    'discovery.type': 'single-node',
    'network.host': '127.0.0.1',
    'http.port': ports.openSearch,
    'transport.port': ports.openSearchTransport,
    'http.type': 'netty4',
    'transport.type': 'netty4',
    'cluster.routing.allocation.disk.threshold_enabled': false,
    // The exporter makes an index per record type and engine day; demos and tests move through hundreds of days.
    'cluster.max_shards_per_node': 20_000,
    'action.auto_create_index': true,
  };
  return jvmDefinition(java, data, {
    name: 'opensearch',
    label: 'OpenSearch',
    layer: 1,
    classPath: [compiled.openSearchJar, join(distribution.openSearchLibraries, '*')],
    mainClass: 'xingshu.local.OpenSearchNode',
    heapMegabytes: 512,
    arguments: Object.entries(settings).map(([name, value]) => `${name}=${value}`),
    isReady: () => isHealthy(ports.openSearch),
    readyWithinSeconds: 120,
  });
}

async function isHealthy(port: number): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/_cluster/health`, {
    signal: AbortSignal.timeout(2000),
  });
  const health = (await response.json()) as { status?: string };
  return response.ok && health.status !== 'red';
}
