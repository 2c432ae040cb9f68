import { statSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, makeCacheFolder } from './cache';
import type { DataDirectory } from './dataDirectory';
import type { Java } from './java';
import type { PartDefinition } from './part';

/** What differs from one Java part to the next. */
export interface JvmPart extends Pick<
  PartDefinition,
  'name' | 'label' | 'layer' | 'isReady' | 'afterRestart' | 'readyWithinSeconds'
> {
  /** Class path entries; only jars, else the JVM keeps no archive of its classes. */
  classPath: string[];
  mainClass: string;
  heapMegabytes: number;
  arguments?: string[];
  properties?: Record<string, string>;
  /** Given as SPRING_APPLICATION_JSON: keeps the case of names and stays out of the process list. */
  configuration?: object;
  environment?: Record<string, string>;
}

/**
 * The process of a Java part. It gets a clean environment (a user's own SPRING_… or ZEEBE_… variables must not
 * change it) and an empty working directory (Spring would read an application.yaml there).
 */
export function jvmDefinition(java: Java, data: DataDirectory, part: JvmPart): PartDefinition {
  const properties = {
    'java.io.tmpdir': data.folder('work', part.name, 'tmp'),
    'log4j2.configurationFile': join(__dirname, 'java/log4j2.xml'),
    'file.encoding': 'UTF-8',
    ...part.properties,
  };
  return {
    name: part.name,
    label: part.label,
    layer: part.layer,
    command: join(java.home, 'bin/java'),
    args: [
      `-Xmx${part.heapMegabytes}m`,
      ...tuning(classArchive(java, part)),
      ...Object.entries(properties).map(([name, value]) => `-D${name}=${value}`),
      '-cp',
      part.classPath.join(':'),
      part.mainClass,
      ...(part.arguments ?? []),
    ],
    environment: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      LANG: 'C.UTF-8',
      TZ: process.env['TZ'],
      ...(part.configuration ? { SPRING_APPLICATION_JSON: JSON.stringify(part.configuration) } : {}),
      ...part.environment,
    },
    workingDirectory: data.folder('work', part.name, 'empty'),
    isReady: part.isReady,
    readyWithinSeconds: part.readyWithinSeconds,
    stopWithinSeconds: 30,
    ...(part.afterRestart ? { afterRestart: part.afterRestart } : {}),
  };
}

/**
 * Where the JVM keeps the part's loaded classes between starts. It makes the file when its first run ends, and
 * ignores one of another class path without making it anew: so the name follows the class path.
 */
function classArchive(java: Java, part: JvmPart): string {
  const times = part.classPath.map((entry) => statSync(entry.replace(/\/\*$/, '')).mtimeMs);
  const key = hashOf([], java.home, String(java.version), ...part.classPath, ...times.map(String));
  return join(makeCacheFolder('class-archives'), `${part.name}-${key}.jsa`);
}

function tuning(archive: string): string[] {
  return [
    '-XX:+UseSerialGC',
    // The quick compiler alone: start-up counts here, not peak speed.
    '-XX:TieredStopAtLevel=1',
    // Measured for the broker: ready after 20.9 s without the archive, after 5.6 to 8 s with it.
    '-XX:+AutoCreateSharedArchive',
    `-XX:SharedArchiveFile=${archive}`,
    '-Xlog:cds=off',
    '-Xlog:cds+dynamic=off',
    '-Xshare:auto',
    '-XX:+ExitOnOutOfMemoryError',
    '--enable-native-access=ALL-UNNAMED',
  ];
}
