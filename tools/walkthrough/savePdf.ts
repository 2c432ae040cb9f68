import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiClient } from '../apiClient';

const FOLDER = join(__dirname, '..', '..', '.local', 'walkthrough');

/** Fetches a PDF and keeps it in .local/walkthrough; answers the file. */
export async function savePdf(client: ApiClient, path: string, name: string): Promise<string> {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${name}.pdf`);
  writeFileSync(file, await client.bytes(path));
  return file;
}
