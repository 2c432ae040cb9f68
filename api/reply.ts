import { pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import type { Response } from 'express';
import type { Html } from './pages/html';

/** What a handler answers; the route's definition says which statuses it may be. */
export type Reply =
  | { kind: 'json'; status: number; body: unknown }
  | { kind: 'empty'; status: number }
  | { kind: 'page'; status: number; body: Html }
  | { kind: 'redirect'; status: 303; location: string }
  | { kind: 'file'; status: number; bytes: Uint8Array; mediaType: string; fileName: string; inline: boolean }
  | {
      kind: 'stream';
      status: number;
      stream: Readable;
      size: number | null;
      mediaType: string;
      fileName: string;
      inline: boolean;
    }
  | { kind: 'text'; status: number; body: string; mediaType: string };

export const json = (status: number, body: unknown): Reply => ({ kind: 'json', status, body });
export const empty = (): Reply => ({ kind: 'empty', status: 204 });
export const page = (body: Html, status = 200): Reply => ({ kind: 'page', status, body });
export const redirect = (location: string): Reply => ({ kind: 'redirect', status: 303, location });

/** Sends a reply. Nothing of it is kept by browsers or proxies in between, save style sheets. */
export function send(response: Response, reply: Reply): void {
  response.status(reply.status);
  switch (reply.kind) {
    case 'json':
      response.json(reply.body);
      return;
    case 'empty':
      response.end();
      return;
    case 'page':
      response.type('html').send(reply.body.toString());
      return;
    case 'redirect':
      response.redirect(reply.status, reply.location);
      return;
    case 'text':
      response.set('Cache-Control', 'max-age=300').type(reply.mediaType).send(reply.body);
      return;
    case 'file':
      asFile(response, reply);
      response.send(Buffer.from(reply.bytes));
      return;
    case 'stream':
      asFile(response, reply);
      if (reply.size !== null) response.set('Content-Length', String(reply.size));
      // Whoever goes away in the middle ends the stream, and one that fails ends the answer short of its length.
      pipeline(reply.stream, response, () => undefined);
  }
}

/** A file of a stranger's making must never run as a page of ours. */
function asFile(
  response: Response,
  { fileName, inline, mediaType }: { fileName: string; inline: boolean; mediaType: string },
): void {
  response.set('Content-Security-Policy', "sandbox; default-src 'none'");
  response.attachment(fileName);
  if (inline) {
    const disposition = response.get('Content-Disposition') ?? '';
    response.set('Content-Disposition', disposition.replace(/^attachment/, 'inline'));
  }
  response.type(mediaType);
}
