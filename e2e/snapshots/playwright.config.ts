import base from '../../playwright.config';

/** Pictures are compared on the machine that took them: fonts differ from one to the next. */
const config: typeof base = {
  ...base,
  testDir: '.',
  outputDir: '../../test-results/snapshots',
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  reporter: [['list']],
  expect: {
    ...base.expect,
    toHaveScreenshot: { animations: 'disabled', caret: 'hide', maxDiffPixelRatio: 0.001 },
  },
};

export default config;
