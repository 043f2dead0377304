import { describe, expect, it } from 'vitest';
import { readBlobPage } from './list-blobs.js';

const page = (blobs: string, marker = ''): string =>
  `\uFEFF<?xml version="1.0" encoding="utf-8"?><EnumerationResults ServiceEndpoint="http://x/"><Blobs>${blobs}</Blobs><NextMarker>${marker}</NextMarker></EnumerationResults>`;

const blob = (name: string, more = ''): string =>
  `<Blob><Name>${name}</Name><Properties><Content-Length>1</Content-Length>${more}</Properties></Blob>`;

describe('a page of blobs', () => {
  it('has their names, whatever XML makes of them', () => {
    const xml = page(blob('a/b.txt') + blob('a &amp; b/&lt;c&gt;&#x9;&#228;.txt') + blob('amp;&apos;'));
    expect(readBlobPage(xml)).toEqual({
      value: ['a/b.txt', 'a & b/<c>\tä.txt', "amp;'"],
      continuationToken: undefined,
    });
  });

  it('has the mark of the next one', () => {
    expect(readBlobPage(page(blob('a'), '2!92!MDA&amp;')).continuationToken).toBe('2!92!MDA&');
  });

  it('leaves out folders, and reads names that are encoded', () => {
    const xml = page(
      blob('folder', '<ResourceType>directory</ResourceType>') + '<Blob><Name Encoded="true">a%EF%BF%BE</Name></Blob>',
    );
    expect(readBlobPage(xml).value).toEqual(['a\uFFFE']);
  });
});
