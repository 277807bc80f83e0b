import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { formatTime } from '@/lib/language/formats';
import type { OnboardingView } from '@/lib/model/onboarding-view';
import { GoOnAtStripe } from './go-on-at-stripe';
import { stateText } from './state-text';

/** How a seller stands, what Stripe needs, by when, and the way there. */
export function OnboardingState({ view }: { readonly view: OnboardingView }) {
  const { badge, tone, title, text } = stateText(view);
  return (
    <Card as="section" aria-labelledby="state" className="space-y-5">
      <div className="space-y-2">
        <Badge tone={tone}>{badge}</Badge>
        <h2 id="state" className="text-xl font-semibold">
          {title}
        </h2>
        {text ? <p className="text-ink-soft">{text}</p> : null}
      </div>
      {view.problems.length > 0 ? (
        <Alert tone="danger" title="What you told Stripe did not pass">
          <ul className="mt-1 space-y-1">
            {view.problems.map(({ what, reason }) => (
              <li key={what + reason}>
                {what}: {reason}
              </li>
            ))}
          </ul>
        </Alert>
      ) : null}
      <WordList title="Stripe needs" words={view.needs}>
        {view.deadline ? (
          <p className="mt-2 text-sm font-medium">
            Until <time dateTime={view.deadline}>{formatTime(view.deadline, 'en')} UTC</time>. After
            that it switches something off.
          </p>
        ) : null}
      </WordList>
      <WordList title="Stripe is looking at" words={view.reviewed} />
      {view.state === 'complete' ? (
        <div className="flex flex-wrap gap-3">
          <ButtonLink href="/seller/goods/new">Put something into the shop</ButtonLink>
          <GoOnAtStripe text="Change your details at Stripe" secondary />
        </div>
      ) : view.canGoOn ? (
        <GoOnAtStripe text="Go on at Stripe" />
      ) : null}
      <WordList title="Stripe will ask one day" words={view.later} />
    </Card>
  );
}

function WordList({
  title,
  words,
  children,
}: {
  readonly title: string;
  readonly words: readonly string[];
  readonly children?: React.ReactNode;
}) {
  if (words.length === 0) return null;
  return (
    <div>
      <h3 className="text-sm font-semibold">{title}</h3>
      <ul className="mt-2 list-disc space-y-1 ps-5 text-sm text-ink-soft">
        {words.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
      {children}
    </div>
  );
}
