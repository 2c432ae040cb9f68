import type { Laid } from './geometry';
import type { PdfWriter } from './pdf/writer';
import { point, StampFont } from './stampFont';

const NUMBER_SIZE = 9;
/** Middle of the page number above the lower edge: 8 mm */
const NUMBER_BASE = 19;
const TAB = { width: 17, height: 48, top: 70, gap: 4, size: 8.5 };
const RED = '0.78 0.05 0.09';

export interface Stamp {
  content: string;
  forms: string;
  resources: string;
}

/** What stands over every page: its number, the item's tab, and room for the watermark of a copy. */
export class Stamps {
  private readonly tabs = new Map<string, { num: number; index: number }>();
  private readonly resources: string;

  private constructor(
    private readonly font: StampFont,
    private readonly marks: Marks,
    writer: PdfWriter,
    tabs: string[],
  ) {
    const fonts = writer.allot();
    writer.object(fonts, `<<${font.resources}>>`);
    const states = writer.allot();
    writer.object(states, '<</G<</Type/ExtGState/ca 0.82>>>>');
    this.resources = `/Font ${fonts} 0 R/ExtGState ${states} 0 R`;
    tabs.forEach((tab, index) => {
      const num = writer.allot();
      this.tabs.set(tab, { num, index });
      const entries = `/Type/XObject/Subtype/Form/BBox[-1 -1 ${TAB.width + 1} ${TAB.height + 1}]/Resources<</Font ${fonts} 0 R>>`;
      writer.stream(num, entries, Buffer.from(this.tabContent(tab), 'latin1'));
    });
  }

  static embed(writer: PdfWriter, tabs: string[], marks: Marks, fontsDirectory?: string): Stamps {
    const font = StampFont.embed(`第0123456789页共议题${tabs.join('')}`, 'hei', writer, fontsDirectory);
    return new Stamps(font, marks, writer, tabs);
  }

  /** In points from the lower left corner of the page as it is read. */
  on({
    number,
    total,
    laid,
    tab,
  }: {
    number: number;
    total: number;
    laid: Laid;
    tab: string | undefined;
  }): Stamp {
    const { width, height, scale } = laid;
    const { marks } = this;
    const parts = [
      `q ${point(scale)} 0 0 ${point(scale)} ${point(width / 2)} ${point(height / 2)} cm /M Do Q`,
      `q ${point(scale)} 0 0 ${point(scale)} 0 0 cm /L Do Q`,
      `q ${point(scale)} 0 0 ${point(scale)} ${point(width / 2)} ${point(NUMBER_BASE * scale)} cm ${this.number(number, total)}Q`,
    ];
    let forms = `/M ${marks.watermark} 0 R/L ${marks.label} 0 R`;
    if (number === 1) {
      parts.push(`q 1 0 0 1 0 ${point(height)} cm /C Do Q`);
      forms += `/C ${marks.cover} 0 R`;
    }
    const placed = tab === undefined ? undefined : this.tabs.get(tab);
    if (placed) {
      const fitting = Math.max(1, Math.floor((height / scale - TAB.top - 60) / (TAB.height + TAB.gap)));
      const down = TAB.top + (placed.index % fitting) * (TAB.height + TAB.gap) + TAB.height;
      const [x, y] = [width - (TAB.width - 1) * scale, height - down * scale];
      parts.push(`q ${point(scale)} 0 0 ${point(scale)} ${point(x)} ${point(y)} cm /T Do Q`);
      forms += `/T ${placed.num} 0 R`;
    }
    return { content: `${parts.join('\n')}\n`, forms, resources: this.resources };
  }

  /** On a light ground, so that it is read on scans as well. */
  private number(number: number, total: number): string {
    const text = `第 ${number} 页　共 ${total} 页`;
    const width = this.font.widthOf(text, NUMBER_SIZE);
    const ground = `/G gs 1 g ${point(-width / 2 - 5)} -3.5 ${point(width + 10)} 14 re f`;
    return `${ground} 0.15 g BT ${this.font.show(text, -width / 2, 0, NUMBER_SIZE)} ET `;
  }

  private tabContent(tab: string): string {
    const { width, height, size } = TAB;
    const lines = ['议', '题', tab];
    const shown = lines.map((line, index) => {
      const x = (width - this.font.widthOf(line, size)) / 2;
      return this.font.show(line, x, height - 14 - index * (size + 5), size);
    });
    return `${RED} rg 0 0 ${width} ${height} re f 1 g BT ${shown.join(' ')} ET`;
  }
}

/** Objects that differ from copy to copy. */
export interface Marks {
  watermark: number;
  label: number;
  cover: number;
}
