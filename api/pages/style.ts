import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineRoute } from '../defineRoute';

const style = readFileSync(join(__dirname, 'style.css'), 'utf8');

export const styleRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/assets/style.css',
    summary: '样式',
    access: { role: 'public', relation: 'none' },
    replies: { 200: { description: '样式', mediaType: 'text/css' } },
    handle: async () => ({ kind: 'text', status: 200, body: style, mediaType: 'text/css' }),
  }),
];
