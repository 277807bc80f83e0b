/** What selling here means, in four sentences. */
export function SellingTerms({ fee }: { readonly fee: string }) {
  const terms = [
    {
      title: 'You are the seller, and the one who charges',
      text: 'You get a Stripe account of your own. Every sale is a direct charge there: under your name, in your currency, paid out to your bank.',
    },
    {
      title: `Souk keeps ${fee} of each sale`,
      text: 'Taken as an application fee when a buyer pays, and given back in proportion when you refund. Nothing else, and nothing before you sell. Stripe’s own fees are between you and Stripe.',
    },
    {
      title: 'Buyers pay with a card they saved once',
      text: 'It is copied to your account for each sale, so you need no way to take cards, and never see a number.',
    },
    {
      title: 'Stripe may ask you for more later',
      text: 'Until it is told, and past its deadline, your goods stay to be seen but cannot be bought. Your desk says what it is and by when.',
    },
  ];
  return (
    <ul className="space-y-5">
      {terms.map(({ title, text }) => (
        <li key={title}>
          <h2 className="font-semibold">{title}</h2>
          <p className="mt-1 text-sm text-ink-soft">{text}</p>
        </li>
      ))}
    </ul>
  );
}
