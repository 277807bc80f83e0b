import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import { RepairMirrors } from './repair-mirrors';

vi.mock('next/navigation', () => ({ useRouter: () => ({}) }));

const drawn = (idle: boolean) =>
  renderToStaticMarkup(<RepairMirrors text="Repair all" what="Repair all 3" idle={idle} />);

it('keeps its place for what was refused where nothing is left to press for', () => {
  const [pressed, idle] = [drawn(false), drawn(true)];
  expect(pressed).toContain('<button');
  expect(idle).not.toContain('<button');
  for (const html of [pressed, idle]) expect(html).toContain('role="status"');
});
