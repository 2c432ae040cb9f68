/** A browser's manners in forty lines: keeps the session cookie, follows nothing. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON; throws where it is none. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  json: any;
}

export interface Client {
  request(
    method: string,
    path: string,
    init?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer>;
  get(path: string): Promise<Answer>;
  /** A file's content; throws where there is none. */
  bytes(path: string): Promise<Uint8Array>;
  post(path: string, body?: unknown): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  delete(path: string): Promise<Answer>;
}

export function createClient(origin: string): Client {
  let cookie = '';
  const request: Client['request'] = async (method, path, { body, headers = {} } = {}) => {
    const response = await fetch(origin + path, {
      method,
      redirect: 'manual',
      headers: { ...(cookie ? { cookie } : {}), ...contentType(body), ...headers },
      ...(body === undefined ? {} : { body: encode(body) }),
    });
    const set = response.headers.getSetCookie().find((one) => one.startsWith('xingshu='));
    if (set) cookie = set.split(';')[0] ?? '';
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      get json() {
        return JSON.parse(text);
      },
    };
  };
  const bytes = async (path: string): Promise<Uint8Array> => {
    const response = await fetch(origin + path, { redirect: 'manual', headers: cookie ? { cookie } : {} });
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  return {
    request,
    bytes,
    get: (path) => request('GET', path),
    post: (path, body) => request('POST', path, { body }),
    put: (path, body) => request('PUT', path, { body }),
    delete: (path) => request('DELETE', path),
  };
}

/** Strings, forms and files go as they are; anything else as JSON. */
const isRaw = (body: unknown): body is string | URLSearchParams | FormData =>
  typeof body === 'string' || body instanceof URLSearchParams || body instanceof FormData;

const encode = (body: unknown) => (isRaw(body) ? body : JSON.stringify(body));

const contentType = (body: unknown): Record<string, string> =>
  body === undefined || (isRaw(body) && typeof body !== 'string')
    ? {}
    : { 'content-type': 'application/json' };
