type Variables = Readonly<Record<string, string | undefined>>;

export function portFrom(env: Variables, variable: string, fallback: number): number;
export function dataDirFrom(env: Variables): string;
