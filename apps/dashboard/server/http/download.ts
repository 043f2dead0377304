import { securityHeaders } from '../access/guard-request.js';

/**
 * A file that the browser saves and never shows: what a trial wrote may be a page that would act as the dashboard.
 * @param name as the backend names it, with its folders
 */
export function downloadResponse(name: string, content: AsyncIterable<Uint8Array>): Response {
  const iterator = content[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await iterator.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        controller.error(error);
      }
    },
    async cancel() {
      await iterator.return?.(undefined);
    },
  });
  const headers = {
    ...securityHeaders,
    'content-type': 'application/octet-stream',
    'content-disposition': disposition(name),
  };
  return new Response(body, { headers });
}

/** The file's own name, without its folders; letters that a header cannot carry are encoded as RFC 8187 has it. */
function disposition(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  const plain = base.replaceAll(/[^\w.\- ]/g, '_') || 'file';
  const encoded = encodeURIComponent(base.replaceAll(/\p{Surrogate}/gu, '_')).replaceAll(
    /['()*!]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
