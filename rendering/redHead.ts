import type { Page } from './page';
import { renderPage } from './renderPage';

/** The name under which workers and the API know a page and its rendering. */
export type RedHeadPage = Page;
export const renderRedHead = renderPage;
