/** What a template's icon shows; 16 × 16, black lines, drawn by us. */
const shapes: Record<string, string> = {
  case: '<path d="M2 4h5l1.5 2H14v7H2z"/>',
  document: '<path d="M4 2h6l3 3v9H4zM10 2v3h3M6 8h5M6 11h5"/>',
  deadline: '<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.5 2"/>',
  countersign: '<path d="M2 13h12M4 10l7-7 2 2-7 7-3 1z"/>',
  step: '<circle cx="8" cy="5" r="2.5"/><path d="M3 14c0-3.5 2-5 5-5s5 1.5 5 5z"/>',
  decision: '<path d="M2 3h12v10H2zM2 6.5h12M2 10h12M6 3v10"/>',
  call: '<path d="M2 4h12v8H2zM8 6v4M6 8h4"/>',
  other: '<circle cx="8" cy="8" r="2.5"/><path d="M8 2v3M8 11v3M2 8h3M11 8h3"/>',
};

/** The icon of a kind of template, or of a job type's area, as the data address that templates and diagrams hold. */
export function iconOf(kind: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" stroke="#000">${shapes[kind] ?? shapes['other']}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
