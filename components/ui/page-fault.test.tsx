import { expect, it, vi } from 'vitest';
import { drawnWith } from '@/components/language/testing';
import { firstLanguage, languages, type Language } from '@/lib/language/languages';
import { PageFault } from './page-fault';

vi.mock('next/link', () => ({ default: () => null }));

const fault = (name: string, language: Language = firstLanguage) =>
  drawnWith(
    ['frame'],
    <PageFault
      error={Object.assign(new Error('x'), { name })}
      retry={() => undefined}
      way={{ href: '/', text: 'Home' }}
    >
      It was us.
    </PageFault>,
    language,
  );

it('blames us for a fault of ours, and offers another try', () => {
  expect(fault('TypeError')).toMatch(/It was us\..*Try again/);
});

it('blames nobody for a script that was lost on its way, and says what helps, in each language', () => {
  expect(fault('ChunkLoadError')).toMatch(/did not arrive.*Load the page again/);
  for (const language of languages) {
    expect(fault('ChunkLoadError', language), language).not.toMatch(/It was us|partLost|loadAgain/);
  }
});
