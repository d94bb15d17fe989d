// The part that the bench uses of packages that ship no types.
declare module "autocannon" {
  type Result = {
    requests: { average: number; total: number };
    latency: { p50: number; p99: number };
    duration: number;
    errors: number;
    timeouts: number;
    non2xx: number;
  };
  type Options = { url: string; connections: number; duration: number; headers?: Record<string, string> };
  export default function autocannon(options: Options): Promise<Result>;
}

declare module "express" {
  type Request = { headers: { cookie?: string } };
  type Response = {
    set(headers: Record<string, string>): void;
    redirect(status: number, to: string): void;
    render(view: string, model: object): void;
  };
  type Handler = (request: Request, response: Response) => unknown;
  type Application = {
    disable(setting: string): void;
    get(path: string, handler: Handler): void;
    listen(port: number, host: string, listening: () => void): { address(): { port: number } | null };
  };
  export default function express(): Application;
}

declare module "nunjucks" {
  type Environment = { addGlobal(name: string, value: unknown): void };
  const nunjucks: { configure(folders: string[], options: Record<string, unknown>): Environment };
  export default nunjucks;
}
