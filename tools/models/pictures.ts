import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../browser';
import { modelFiles, processesFolder } from './modelFiles';

const require = createRequire(__filename);
const maximumBytes = 350 * 1024;
const margin = 20;
/** A small diagram is drawn at twice its size, a large one so that it stays within so many pixels. */
const scale = 2;
const maximumWidth = 2300;

interface Viewer {
  importXML(xml: string): Promise<unknown>;
  saveSVG(): Promise<{ svg: string }>;
}
declare const BpmnJS: new (options: { container: unknown; textRenderer?: unknown }) => Viewer;

/** Draws every diagram in processes/ as `<process-id>.png` beside it, with bpmn-js, as Modeler and Operate show it. */
export async function drawPictures(folder: string = processesFolder): Promise<string[]> {
  const browser = await launchBrowser();
  try {
    const drawn: string[] = [];
    for (const file of modelFiles(folder, '.bpmn')) drawn.push(await drawPicture(browser, folder, file));
    return drawn;
  } finally {
    await browser.close();
  }
}

async function drawPicture(browser: Browser, folder: string, file: string): Promise<string> {
  const drafting = await browser.newPage();
  const svg = await renderSvg(drafting, readFileSync(join(folder, file), 'utf8'));
  const { width, height } = await showSvg(drafting, svg);
  await drafting.close();
  const page = await browser.newPage({ deviceScaleFactor: Math.min(scale, maximumWidth / width) });
  await showSvg(page, svg);
  const picture = join(folder, file.replace(/\.bpmn$/, '.png'));
  await page.setViewportSize({
    width: Math.ceil(width) + 2 * margin,
    height: Math.ceil(height) + 2 * margin,
  });
  writeFileSync(picture, await page.screenshot({ type: 'png' }));
  await page.close();
  if (statSync(picture).size > maximumBytes) throw new Error(`${picture} 超过 ${maximumBytes / 1024} KB。`);
  return picture;
}

async function renderSvg(page: Page, xml: string): Promise<string> {
  await page.setContent('<div id="canvas" style="width: 1600px; height: 1000px"></div>');
  await page.addScriptTag({ path: require.resolve('bpmn-js/dist/bpmn-viewer.production.min.js') });
  return page.evaluate(async (source) => {
    const viewer = new BpmnJS({ container: '#canvas' });
    await viewer.importXML(source);
    return (await viewer.saveSVG()).svg;
  }, xml);
}

/** Puts the drawing on a white page by itself; returns its size in pixels. */
async function showSvg(page: Page, svg: string): Promise<{ width: number; height: number }> {
  await page.setContent(
    `<body style="margin: ${margin}px; background: white">${svg.slice(svg.indexOf('<svg'))}</body>`,
  );
  const box = await page.locator('svg').first().boundingBox();
  if (!box) throw new Error('图没有画出来。');
  return box;
}

if (require.main === module) {
  void drawPictures().then((files) => console.log(files.join('\n')));
}
