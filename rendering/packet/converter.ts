import type { Converter } from './types';

/** Gotenberg where GOTENBERG_URL names it, else LibreOffice at LIBREOFFICE_PATH or on the PATH, else null. */
export function findConverter(_env: NodeJS.ProcessEnv): Converter | null {
  return null;
}
