import type { PanelOffice } from '../support/panelOffice.ts';

/** A browser without pages: it keeps its cookies and follows nothing. */
export function openClient(office: PanelOffice, address = '192.0.2.1', userAgent = 'Firefox/128 Windows') {
  const jar = new Map<string, string>();
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const answer = await office.app.request(`http://localhost${path}`, {
      ...init,
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        'X-Test-Address': address,
        'User-Agent': userAgent,
        ...init.headers,
      },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  return {
    jar,
    get: (path: string) => send(path),
    post: (path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
      send(path, { method: 'POST', body: new URLSearchParams(fields), headers }),
    text: async (path: string) => (await send(path)).text(),
  };
}

export type Client = ReturnType<typeof openClient>;

const unescaped = (html: string): string =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** The value of a hidden or visible field of a page. */
export const valueIn = (page: string, name: string): string =>
  unescaped(new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(page)?.[1] ?? '');
