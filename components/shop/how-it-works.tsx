const steps = [
  {
    title: 'You save a card once',
    text: 'The platform keeps it as a PaymentMethod of one Customer. Your bank may ask you to confirm, this once.',
    call: 'setup_intents.create',
    account: 'on the platform',
  },
  {
    title: 'Each seller gets a copy',
    text: 'When you pay, the saved card is cloned to every seller’s own account, side by side.',
    call: 'payment_methods.create',
    account: 'on each account',
  },
  {
    title: 'Each seller charges directly',
    text: 'A direct charge under the seller’s name, in the seller’s currency; the platform takes a fee of it.',
    call: 'payment_intents.create',
    account: 'on each account',
  },
] as const;

/** How the money moves: three steps in words, with the calls that make them. */
export function HowItWorks() {
  return (
    <section aria-labelledby="how" className="mt-16 space-y-6">
      <h2 id="how" className="text-xl font-semibold sm:text-2xl">
        How the money moves
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
            <h3 className="mt-1 font-semibold">{title}</h3>
            <p className="mt-2 mb-4 text-sm text-ink-soft">{text}</p>
            <p className="mt-auto flex flex-wrap items-baseline gap-x-2 rounded-lg bg-under-soft px-3 py-2 text-xs text-under-ink">
              <code className="font-mono">{call}</code>
              <span>{account}</span>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
