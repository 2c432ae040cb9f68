/** A line that changes while something goes on. Call `stop` before printing anything else. */
export interface Progress {
  stop(): void;
}

const isTerminal = process.stdout.isTTY === true;

/**
 * Shows `text()` again and again: in a terminal the line is rewritten each second, in a log file it is
 * added every ten seconds so that the file stays short.
 */
export function showProgress(text: () => string): Progress {
  const show = () => {
    const line = text();
    if (line) process.stdout.write(isTerminal ? `\r\u001b[2K${line}` : `${line}\n`);
  };
  const timer = setInterval(show, isTerminal ? 1000 : 10_000);
  return {
    stop() {
      clearInterval(timer);
      if (isTerminal) process.stdout.write('\r\u001b[2K');
    },
  };
}

/** Prints one line for people; a rewritten progress line is wiped first. */
export function say(line: string): void {
  process.stdout.write(`${isTerminal ? '\r\u001b[2K' : ''}${line}\n`);
}
