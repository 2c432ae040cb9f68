import { connect, createServer } from 'node:net';
import { UserError } from './userError';

/** Every port that people see, with its default and what it is for. */
const visiblePorts = {
  api: { port: 3000, variable: 'XINGSHU_PORT_API', use: '工作台和接口' },
  feed: { port: 3001, variable: 'XINGSHU_PORT_FEED', use: '接收引擎事件' },
  rest: { port: 8080, variable: 'XINGSHU_PORT_REST', use: '引擎 REST 接口' },
  grpc: { port: 26500, variable: 'XINGSHU_PORT_GRPC', use: '引擎 gRPC 接口' },
  management: { port: 9600, variable: 'XINGSHU_PORT_MANAGEMENT', use: '引擎管理接口' },
  tasklist: { port: 8081, variable: 'XINGSHU_PORT_TASKLIST', use: 'Tasklist' },
  operate: { port: 8082, variable: 'XINGSHU_PORT_OPERATE', use: 'Operate' },
  openSearch: { port: 9200, variable: 'XINGSHU_PORT_OPENSEARCH', use: 'OpenSearch' },
  openSearchTransport: {
    port: 9300,
    variable: 'XINGSHU_PORT_OPENSEARCH_TRANSPORT',
    use: 'OpenSearch 内部通信',
  },
  postgres: { port: 15432, variable: 'XINGSHU_PORT_POSTGRES', use: 'PostgreSQL' },
} as const;

/** Ports inside the stack that nobody else calls: another one is taken silently when the default is in use. */
const internalPorts = {
  brokerCommand: 26501,
  brokerInternal: 26502,
  tasklistCluster: 26503,
  operateCluster: 26504,
  tasklistManagement: 9601,
  operateManagement: 9602,
} as const;

export type VisiblePort = keyof typeof visiblePorts;
export type Ports = Record<VisiblePort | keyof typeof internalPorts, number>;

/**
 * Chooses all ports before anything is started. Only those in `needed` are checked.
 *
 * @throws UserError naming a port in use, what we use it for and the variable that changes it.
 */
export async function choosePorts(needed: VisiblePort[], freePorts: boolean): Promise<Ports> {
  const ports: Partial<Ports> = {};
  const taken = new Set<number>();
  for (const name of Object.keys(visiblePorts) as VisiblePort[]) {
    const wanted = wantedPort(name);
    const isFixed = !freePorts || process.env[visiblePorts[name].variable] !== undefined;
    ports[name] = isFixed ? wanted : await freePort(taken);
    if (isFixed && needed.includes(name)) await demandFree(name, wanted, taken);
    taken.add(ports[name]);
  }
  for (const [name, wanted] of Object.entries(internalPorts)) {
    const usable = !freePorts && !taken.has(wanted) && !(await isInUse(wanted));
    const port = usable ? wanted : await freePort(taken);
    ports[name as keyof typeof internalPorts] = port;
    taken.add(port);
  }
  return ports as Ports;
}

function wantedPort(name: VisiblePort): number {
  const { port, variable } = visiblePorts[name];
  const given = process.env[variable];
  if (given === undefined || given === '') return port;
  const number = Number(given);
  if (Number.isInteger(number) && number > 0 && number < 65536) return number;
  throw new UserError(`环境变量 ${variable} 应是 1 到 65535 之间的端口号，现在是“${given}”。`);
}

async function demandFree(name: VisiblePort, port: number, taken: Set<number>): Promise<void> {
  const { use, variable } = visiblePorts[name];
  if (!taken.has(port) && !(await isInUse(port))) return;
  throw new UserError(
    `端口 ${port}（${use}）已被占用：请先停掉占用它的程序，或者用环境变量 ${variable} 换一个端口，例如 ${variable}=${port + 10000 > 65000 ? port - 10000 : port + 10000}。`,
  );
}

/** True when somebody listens there or we may not: asked both ways, since macOS lets two share a port. */
async function isInUse(port: number): Promise<boolean> {
  if (await accepts(port)) return true;
  return (await listenOnce(port)) === undefined;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port });
    const finish = (answer: boolean) => {
      socket.destroy();
      done(answer);
    };
    socket.setTimeout(1000, () => finish(false));
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}

async function freePort(taken: Set<number>): Promise<number> {
  for (;;) {
    const port = await listenOnce(0);
    if (port === undefined) throw new UserError('本机没有可用的空闲端口，请关闭一些程序后重试。');
    if (!taken.has(port)) return port;
  }
}
