export interface StoredDocument {
  _id: string;
  _source: Record<string, unknown>;
}

/** More than any index of users or sessions of one machine holds; OpenSearch gives no more at once. */
const MOST_DOCUMENTS = 10_000;
const ANSWER_MILLISECONDS = 30_000;

/** Every document of a small index as it is by now; none where there is no such index yet. */
export async function listDocuments(url: string, index: string): Promise<StoredDocument[]> {
  // A search sees what the last refresh saw.
  await ask(url, `/${index}/_refresh?ignore_unavailable=true`, '');
  const answer = await ask(
    url,
    `/${index}/_search?ignore_unavailable=true&size=${MOST_DOCUMENTS}`,
    JSON.stringify({ query: { match_all: {} } }),
  );
  return (answer as { hits: { hits: StoredDocument[] } }).hits.hits;
}

/** Writes and removes documents at once, and waits until searches see it. Throws where one isn't taken. */
export async function bulk(url: string, index: string, lines: object[]): Promise<void> {
  if (lines.length === 0) return;
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const { items } = (await ask(url, '/_bulk?refresh=true', text)) as { items?: BulkItem[] };
  const refused = items?.find((item) => item.index?.error ?? item.delete?.error);
  if (!items || refused)
    throw new Error(`OpenSearch 没有接受（${index}）：${JSON.stringify(refused ?? items).slice(0, 300)}`);
}

interface BulkItem {
  index?: { error?: unknown };
  delete?: { error?: unknown };
}

async function ask(url: string, path: string, body: string): Promise<unknown> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body,
    signal: AbortSignal.timeout(ANSWER_MILLISECONDS),
  });
  if (!response.ok)
    throw new Error(`OpenSearch 答复 ${response.status}：${(await response.text()).slice(0, 300)}`);
  return response.json();
}
