import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFonts } from '../../../rendering/fonts';
import { createRenderer } from '../../../rendering/renderPage';
import { paper } from './paper';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'office-fonts-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** A font under the name of a licensed one, which cannot be shipped: names of equal length, changed in place. */
function writeRenamedFont(): void {
  const file = require.resolve('@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf');
  const bytes = readFileSync(file);
  const inFile = (name: string): Buffer => Buffer.from(name, 'utf16le').swap16();
  const [from, to] = [inFile('Noto Sans SC'), inFile('KaiTi_GB2312')];
  for (let at = bytes.indexOf(from); at !== -1; at = bytes.indexOf(from, at + 1)) to.copy(bytes, at);
  writeFileSync(join(directory, 'kai.ttf'), bytes);
}

describe("the office's own fonts", () => {
  it('take the role of their name; the packaged font stays behind them', () => {
    writeRenamedFont();
    const { roles } = findFonts(directory);
    expect(roles.kai.families).toEqual(['KaiTi_GB2312', 'Noto Serif SC']);
    expect(roles.body.families).toEqual(['Noto Serif SC']);
  });

  it('change the page that uses them and no other', () => {
    writeRenamedFont();
    const [own, packaged] = [createRenderer({ fontsDirectory: directory }), createRenderer()];
    const same = (level: 2 | 3): boolean => {
      const page = paper({ blocks: [{ type: 'heading', level, text: '防沙治沙' }] });
      return Buffer.compare(own.render(page).pdf, packaged.render(page).pdf) === 0;
    };
    expect([same(2), same(3)]).toEqual([false, true]);
  });

  it('are named in Chinese when the folder is missing, empty or holds a broken file', () => {
    expect(() => findFonts(join(directory, 'none'))).toThrow('单位字体目录不存在');
    expect(() => findFonts(directory)).toThrow('单位字体目录中没有字体文件');
    writeFileSync(join(directory, 'broken.ttf'), 'not a font');
    expect(() => findFonts(directory)).toThrow(/字体文件无法读取.*broken\.ttf/u);
  });
});

describe('the packaged fonts', () => {
  it('draw rare characters of names, and know what they cannot draw', () => {
    const { body } = findFonts().roles;
    expect([...'䶮㐀·〔〕—“”'].filter((character) => !body.has(character.codePointAt(0) ?? 0))).toEqual([]);
    expect(body.has('ئ'.codePointAt(0) ?? 0)).toBe(false);
  });
});
