/** An emulator with a scene on it, and a browser to look at its dashboard. */
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { createEmulator, type Emulator } from '../../server/emulator';
import { buildBrowserScripts } from '../support/browser-scripts';
import { openPage } from '../support/pages';
import { control } from '../support/raw-call';
import { setScene, type Scene } from './scene';

interface Look {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly javaScriptEnabled?: boolean;
}

export interface Dashboard {
  emulator: Emulator;
  scene: Scene;
  /** Opens a page of the dashboard, closed after the test. */
  open(path: string, look?: Look): Promise<Page>;
  /** The markup of a page. */
  text(path: string): Promise<string>;
}

/** Sets the dashboard up for a file of tests; faults are cleared after each. */
export function useDashboard(): Dashboard {
  const dashboard = {} as Dashboard;

  beforeAll(async () => {
    await buildBrowserScripts();
    const emulator = await createEmulator({ port: 0, dataDir: null });
    dashboard.emulator = emulator;
    dashboard.scene = await setScene(emulator);
    dashboard.text = async (path) => (await fetch(`${emulator.urls.api}${path}`)).text();
    dashboard.open = async (path, { width = 1280, ...look } = {}) => {
      const page = await openPage({ viewport: { width, height: 800 }, ...look });
      await page.goto(`${emulator.urls.api}${path}`);
      return page;
    };
  }, 60_000);

  afterEach(async () => {
    await control(dashboard.emulator, 'DELETE', '/faults');
  });

  afterAll(async () => {
    await dashboard.emulator?.close();
  });

  return dashboard;
}
