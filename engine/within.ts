/** The call's answer, or an error once it took too long. The call itself can't be withdrawn: only waiting ends. */
export async function within<T>(milliseconds: number, call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`引擎在 ${milliseconds / 1_000} 秒内没有回答`)), milliseconds);
  });
  try {
    return await Promise.race([call, silence]);
  } finally {
    clearTimeout(timer);
  }
}
