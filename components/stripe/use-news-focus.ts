import { useEffect, useRef } from 'react';

/**
 * Keeps the keyboard's place where a problem, and the button that asks again, come and go: the problem
 * takes the focus, and the news that stands in its place afterwards does. On arrival nothing does.
 */
export function useNewsFocus(problem: object | null) {
  const news = useRef<HTMLDivElement>(null);
  const message = useRef<HTMLDivElement>(null);
  const told = useRef(false);

  useEffect(() => {
    if (problem) {
      told.current = true;
      message.current?.focus();
    } else if (told.current) news.current?.focus();
  }, [problem]);

  return { news, message } as const;
}
