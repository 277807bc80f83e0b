import { useChange } from '@/components/ui/use-change';
import { callApi, type ApiAnswer } from '@/lib/browser/api';
import { useWalletNews } from './wallet-news';

interface Change {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** What is told when it is done. */
  readonly news: string;
  /** It is about a card that may have gone in another window: then that is as good as done. */
  readonly mayBeGone?: true;
}

/** One change of the wallet at a time, told above its list; `done` closes what asked for it. */
export function useWalletChange(done: () => void) {
  const tell = useWalletNews();
  const { send, sending, refreshing, problem, message, forget } = useChange();

  const change = ({ method, path, body, news, mayBeGone }: Change) =>
    send(
      async (): Promise<ApiAnswer<unknown>> => {
        const answer = await callApi(method, path, body);
        // The wallet drawn anew will not have it either.
        const gone = mayBeGone && !answer.ok && answer.code === 'not_found';
        return gone ? { ok: true, value: null } : answer;
      },
      {
        close: (answer) => (answer.ok ? done() : undefined),
        focus: () => tell(news),
        // What subscriptions need may have changed meanwhile: the wallet drawn anew asks about them.
        redrawRefused: true,
      },
    );

  return { change, busy: sending, refreshing, problem, message, forget };
}
