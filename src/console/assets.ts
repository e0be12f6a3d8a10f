import { dirname, join } from 'node:path';

import { packageRoot } from '../config/package-root';

/** A file that the page is made of. */
export interface Asset {
  readonly folder: string;
  readonly file: string;
}

/** The page's own files. */
export const PAGE_FOLDER = join(packageRoot(), 'src', 'console', 'page');

const installed = (name: string, ...below: readonly string[]): string =>
  join(dirname(require.resolve(`${name}/package.json`)), ...below);

const page = (file: string): Asset => ({ folder: PAGE_FOLDER, file });

/** Every file that is served, by its URL; of the installed packages these and no others. */
export const ASSETS: ReadonlyMap<string, Asset> = new Map([
  ['/', page('index.html')],
  ['/console/page.css', page('page.css')],
  ['/console/page.mjs', page('page.mjs')],
  ['/console/demo.mjs', page('demo.mjs')],
  ['/console/react.js', { folder: installed('react', 'umd'), file: 'react.production.min.js' }],
  ['/console/react-dom.js', { folder: installed('react-dom', 'umd'), file: 'react-dom.production.min.js' }],
  ['/console/graphiql.js', { folder: installed('graphiql'), file: 'graphiql.min.js' }],
  ['/console/graphiql.css', { folder: installed('graphiql'), file: 'graphiql.min.css' }],
]);
