/** The Chinese label of an id among the office's words, or the id itself where they no longer know it. */
export function labelIn(entries: readonly { id: string; label: string }[], id: string): string {
  return entries.find((entry) => entry.id === id)?.label ?? id;
}
