import { join } from 'node:path';

/** The office where the environment names none. */
export const DEFAULT_OFFICE = 'kashi';

/** `kashi`, or `test/offices/qingshui`: no dots, so that nobody leaves the project by it. */
export const OFFICE_NAME = /^[a-z0-9-]+(\/[a-z0-9-]+)*$/;

/**
 * The folder of an office as XINGSHU_OFFICE names it: a folder in offices/, or a path from the project's root.
 * Throws where it is neither.
 *
 * @param root the project's root
 */
export function officeFolder(root: string, name: string = DEFAULT_OFFICE): string {
  if (!OFFICE_NAME.test(name))
    throw new Error(`XINGSHU_OFFICE“${name}”应为 offices/ 下的目录名，或者从项目根目录起的路径`);
  return name.includes('/') ? join(root, name) : join(root, 'offices', name);
}
