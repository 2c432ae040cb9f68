import { parentPort, workerData } from 'node:worker_threads';
import type { IntakeLimits } from '../types';
import { inspectBytes } from './inspect';

/** The thread of `inspectMaterial`: what a file does to it stays in it. */
const { bytes, fileName, limits } = workerData as {
  bytes: Uint8Array;
  fileName: string;
  limits: IntakeLimits;
};
parentPort?.postMessage(inspectBytes(bytes, fileName, limits));
