/** Three awnings of a market street. Beside the name, so silent. */
export function Logo({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className} fill="none">
      <path d="M4 13 7 5h18l3 8z" fill="var(--money)" />
      <path d="M12 13 13.2 5h5.6L20 13z" fill="var(--surface)" opacity=".92" />
      <path d="M4 13h8a4 4 0 0 1-8 0Zm16 0h8a4 4 0 0 1-8 0Z" fill="var(--money)" />
      <path d="M12 13h8a4 4 0 0 1-8 0Z" fill="var(--surface)" stroke="var(--money)" />
      <path d="M7 19.5V27h18v-7.5" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" />
      <path d="M13 27v-5a3 3 0 0 1 6 0v5" fill="currentColor" />
    </svg>
  );
}
