import { words } from '@/lib/language/request';

const steps = [
  { title: 'saveTitle', text: 'save', call: 'setup_intents.create', account: 'onPlatform' },
  { title: 'copyTitle', text: 'copy', call: 'payment_methods.create', account: 'onEach' },
  { title: 'chargeTitle', text: 'charge', call: 'payment_intents.create', account: 'onEach' },
] as const;

/** How the money moves: three steps in words, with the calls that make them. */
export async function HowItWorks() {
  const t = await words('home');
  return (
    <section aria-labelledby="how" className="mt-16 space-y-6">
      <h2 id="how" className="text-xl font-semibold sm:text-2xl">
        {t('how')}
      </h2>
      <ol className="grid gap-4 md:grid-cols-3">
        {steps.map(({ title, text, call, account }, index) => (
          <li
            key={title}
            className="flex flex-col rounded-2xl border border-line bg-surface p-5 sm:p-6"
          >
            <span aria-hidden className="text-sm font-semibold text-ink-faint tabular-nums">
              {index + 1}
            </span>
            <h3 className="mt-1 font-semibold">{t(title)}</h3>
            <p className="mt-2 mb-4 text-sm text-ink-soft">{t(text)}</p>
            <p className="mt-auto flex flex-wrap items-baseline gap-x-2 rounded-lg bg-under-soft px-3 py-2 text-xs text-under-ink">
              <code dir="ltr" className="font-mono">
                {call}
              </code>
              <span>{t(account)}</span>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
