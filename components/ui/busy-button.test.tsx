import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { BusyButton } from './busy-button';

const served = (props: { type?: 'submit'; busy?: boolean }) =>
  renderToStaticMarkup(
    <BusyButton busy={false} busyText="Paying…" {...props}>
      Pay
    </BusyButton>,
  );

test('says that it cannot be pressed until script is there, unless a form is sent without it', () => {
  expect(served({})).toContain('aria-disabled="true"');
  expect(served({ type: 'submit' })).not.toContain('aria-disabled=');
  expect(served({ type: 'submit', busy: true })).toContain('aria-disabled="true"');
});
