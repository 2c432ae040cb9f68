/** What the API answered when it refused: an RFC 9457 problem. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly problem: { title?: string; detail?: string; rule?: { article: string; words: string } },
  ) {
    super(`${status} ${problem.title ?? ''}：${problem.detail ?? ''}`);
  }
}

/** One person's session with the HTTP API, for walkthroughs, tests and benchmarks. */
export class ApiClient {
  private constructor(
    readonly baseUrl: string,
    private readonly cookie: string,
  ) {}

  /** Logs in; throws an ApiProblem where the login is refused. */
  static async logIn(baseUrl: string, login: string, password: string): Promise<ApiClient> {
    const answer = await fetch(`${baseUrl}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    });
    if (!answer.ok) throw await problemOf(answer);
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    return new ApiClient(baseUrl, cookie);
  }

  get<T>(path: string): Promise<T> {
    return this.ask<T>('GET', path);
  }

  post<T = unknown>(path: string, body: unknown): Promise<T> {
    return this.ask<T>('POST', path, body);
  }

  put<T = unknown>(path: string, body: unknown): Promise<T> {
    return this.ask<T>('PUT', path, body);
  }

  async delete(path: string): Promise<void> {
    await this.ask('DELETE', path);
  }

  /** A form with one file. */
  async upload<T = unknown>(
    path: string,
    file: { name: string; bytes: Uint8Array },
    fields: Record<string, string> = {},
  ): Promise<T> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new Blob([new Uint8Array(file.bytes)]), file.name);
    const answer = await fetch(`${this.baseUrl}${path}`, {
      method: 'POST',
      headers: { cookie: this.cookie },
      body: form,
    });
    if (!answer.ok) throw await problemOf(answer);
    return (await answer.json()) as T;
  }

  async bytes(path: string): Promise<Buffer> {
    const answer = await fetch(`${this.baseUrl}${path}`, { headers: { cookie: this.cookie } });
    if (!answer.ok) throw await problemOf(answer);
    return Buffer.from(await answer.arrayBuffer());
  }

  private async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.baseUrl}${path}`, {
      method,
      headers: { cookie: this.cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw await problemOf(answer);
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  }
}

async function problemOf(answer: Response): Promise<ApiProblem> {
  const text = await answer.text();
  try {
    return new ApiProblem(answer.status, JSON.parse(text) as ApiProblem['problem']);
  } catch {
    return new ApiProblem(answer.status, { title: text.slice(0, 200) });
  }
}
