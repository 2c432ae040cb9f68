import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Service {
  image: string;
  restart?: string;
  environment?: Record<string, string>;
  ports?: string[];
  networks?: string[];
  volumes?: string[];
  healthcheck?: unknown;
  depends_on?: Record<string, { condition: string }>;
}

interface Compose {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean }>;
}

const ROOT = join(__dirname, '../../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose;
const camunda = parse(read('deploy/compose/camunda.yaml')).camunda;
const services = Object.entries(compose.services);
const longRunning = services.filter(([, service]) => service.restart !== 'no');

function service(name: string): Service {
  const found = compose.services[name];
  if (!found) throw new Error(`docker-compose.yml 中没有服务 ${name}`);
  return found;
}

const SECRET_NAME = /PASSWORD|TOKEN|SECRET|_URL$|ENGINE_ID/;
const REQUIRED = /\$\{([A-Z_]+):\?[^}]+\}/;

describe('docker-compose.yml：没有写死或默认的口令', () => {
  const secrets = services.flatMap(([name, { environment = {} }]) =>
    Object.entries(environment)
      .filter(([variable, value]) => SECRET_NAME.test(variable) && !/^(\$\{\w+:-)?http/.test(value))
      .map(([variable, value]): [string, string, string] => [name, variable, value]),
  );

  it.each(secrets)('%s 的 %s 必须由部署的人给出', (_service, _variable, value) => {
    expect(value).toMatch(REQUIRED);
  });

  it('newSecrets.sh 生成的正是所要的那些', () => {
    const wanted = secrets.map(([, , value]) => REQUIRED.exec(value)?.[1] ?? '');
    const script = read('deploy/compose/newSecrets.sh');
    const generated = script
      .slice(script.indexOf('for name in'), script.indexOf('; do'))
      .match(/[A-Z]+(_[A-Z]+)+/g);
    expect(new Set(generated)).toEqual(new Set(wanted));
  });

  it('引擎配置里的口令和令牌都取自环境变量，且没有默认值', () => {
    const { users } = camunda.security.initialization;
    const { rdbms } = camunda.data['secondary-storage'];
    const passwords = users.map(({ password }: { password: string }) => password);
    for (const value of [...passwords, rdbms.password, camunda.data.exporters.feed.args.token]) {
      expect(value).toMatch(/^\$\{[A-Z_]+\}$/);
      expect(Object.keys(service('camunda').environment ?? {})).toContain(value.slice(2, -1));
    }
  });

  it('.env 不进镜像', () => {
    expect(read('.dockerignore')).toMatch(/^\*\n/);
    expect(read('.dockerignore')).not.toMatch(/^!\.env/m);
  });
});

describe('docker-compose.yml：谁能到达引擎', () => {
  it('端口默认只开在本机回环地址上，引擎的 gRPC 和管理端口不开', () => {
    const published = services.flatMap(([name, { ports = [] }]) => ports.map((port) => ({ name, port })));
    for (const { port } of published) expect(port).toMatch(/^\$\{XINGSHU_BIND_ADDRESS:-127\.0\.0\.1\}:/);
    const targets = published.map(({ name, port }) => `${name}:${port.slice(port.lastIndexOf(':') + 1)}`);
    expect(targets.sort()).toEqual(['api:3000', 'camunda:8080']);
  });

  it('引擎只与数据库、业务处理程序和装载程序同网，接口服务没有去引擎的路', () => {
    const neighbours = (name: string): string[] =>
      services
        .filter(([other, { networks = [] }]) => {
          return other !== name && networks.some((network) => service(name).networks?.includes(network));
        })
        .map(([other]) => other);
    expect(neighbours('camunda').sort()).toEqual(['migrate-and-load', 'postgres', 'workers']);
    expect(neighbours('api').sort()).toEqual(['gotenberg', 'migrate-and-load', 'postgres', 'workers']);
    // It opens files that anybody uploads.
    expect(neighbours('gotenberg')).toEqual(['api']);
    expect(service('api').environment?.['GOTENBERG_URL']).toBe('http://gotenberg:3000');
    const open = Object.keys(compose.networks).filter((network) => !compose.networks[network]?.internal);
    for (const [name, { networks = [], ports = [] }] of services) {
      expect({ name, open: networks.some((network) => open.includes(network)) }).toEqual({
        name,
        open: ports.length > 0,
      });
    }
  });

  it('接口要登录、授权已开；候选人只能认领，办结只归任务的办理人（ADR 3）', () => {
    const { authentication, authorizations, initialization } = camunda.security;
    expect(authentication).toEqual({ method: 'basic', 'unprotected-api': false });
    expect(authorizations).toEqual({ enabled: true });
    const ofStaff = initialization.authorizations.filter(
      (one: Record<string, string>) => one['owner-id'] === 'xingshu-staff',
    );
    const granted = ofStaff.map((one: Record<string, unknown>) => [
      one['resource-type'],
      one['resource-property-name'] ?? one['resource-id'],
      one['permissions'],
    ]);
    expect(granted).toEqual([
      ['COMPONENT', 'tasklist', ['ACCESS']],
      ['USER_TASK', 'candidateUsers', ['READ', 'CLAIM']],
      ['USER_TASK', 'assignee', ['READ', 'COMPLETE']],
    ]);
    expect(service('workers').environment?.['XINGSHU_ENGINE_REACH']).toBe('${XINGSHU_ENGINE_REACH:-closed}');
  });
});

describe('docker-compose.yml：部件', () => {
  it.each(longRunning)('%s 有健康检查，坏了会重启', (_name, { healthcheck, restart }) => {
    expect(healthcheck).toBeDefined();
    expect(restart).toBe('unless-stopped');
  });

  it.each(services)('%s 的镜像写明版本', (_name, { image }) => {
    expect(image).toMatch(/^xingshu-|:\d+\.\d+/);
    expect(image).not.toMatch(/latest|SNAPSHOT/i);
  });

  it('引擎挂着我们的事件导出器，用 PostgreSQL 作辅助存储', () => {
    const { feed } = camunda.data.exporters;
    const folder = '/usr/local/camunda/exporters';
    expect(service('camunda').volumes).toContain(`exporters:${folder}:ro`);
    expect(service('camunda').volumes).toContain(
      './deploy/compose/camunda.yaml:/usr/local/camunda/config/application.yaml:ro',
    );
    expect(feed['jar-path']).toBe(`${folder}/feed-exporter.jar`);
    expect(read('Dockerfile')).toContain('/exporters/feed-exporter.jar');
    expect(service('feed-exporter').volumes).toEqual(['exporters:/exporters']);
    expect(service('camunda').depends_on?.['feed-exporter']?.condition).toBe(
      'service_completed_successfully',
    );
    const source = read('engine/exporter/src/xingshu/exporter/FeedExporter.java');
    expect(feed['class-name']).toBe(`${/^package (.+);/m.exec(source)?.[1]}.FeedExporter`);
    expect(feed.args.url).toBe(
      `http://workers:${service('workers').environment?.['XINGSHU_PORT_FEED']}/feed`,
    );
    expect(camunda.data['secondary-storage'].type).toBe('rdbms');
  });

  it('业务处理程序和接口等建库、载入、部署完成之后才启动', () => {
    for (const name of ['workers', 'api']) {
      expect(service(name).depends_on).toEqual({
        'migrate-and-load': { condition: 'service_completed_successfully' },
      });
    }
  });
});
