import { z } from 'zod';
import { OFFICE_NAME } from '../db/officeFolder';

const environment = z.object({
  DATABASE_URL: z.string().min(1),
  XINGSHU_SESSION_SECRET: z.string().min(16),
  /** Loopback unless a closed network of services needs more. */
  XINGSHU_LISTEN_ADDRESS: z.string().min(1).default('127.0.0.1'),
  XINGSHU_PORT_API: z.coerce.number().int().min(0).max(65_535).default(3000),
  XINGSHU_PUBLIC_URL: z.url().optional(),
  XINGSHU_OFFICE: z.string().regex(OFFICE_NAME).optional(),
  TASKLIST_URL: z.url().optional(),
});

export interface Settings {
  databaseUrl: string;
  sessionSecret: string;
  port: number;
  host: string;
  /** Where staff reach these pages, without a trailing slash: the base of every link that leaves the system. */
  publicUrl: string;
  /** A folder in offices/, or a path from the project's root; undefined: the default office. */
  office: string | undefined;
  tasklistUrl: string | null;
}

/** Reads the environment; throws one Chinese sentence that names what is missing or wrong. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    throw new Error(
      `环境变量缺失或有误：${names.join('、')}（DATABASE_URL、XINGSHU_SESSION_SECRET 必填，后者不少于 16 位）`,
    );
  }
  const value = parsed.data;
  return {
    databaseUrl: value.DATABASE_URL,
    sessionSecret: value.XINGSHU_SESSION_SECRET,
    port: value.XINGSHU_PORT_API,
    host: value.XINGSHU_LISTEN_ADDRESS,
    publicUrl: (value.XINGSHU_PUBLIC_URL ?? `http://localhost:${value.XINGSHU_PORT_API}`).replace(/\/+$/, ''),
    office: value.XINGSHU_OFFICE,
    tasklistUrl: value.TASKLIST_URL ?? null,
  };
}
