// Small pieces of text: marked segments, times, long names, badges, missing values.
import type { ComponentChildren } from "preact";
import type { Segment, Tone } from "../api/types";
import { absoluteTime, middleCut, relativeTime } from "./words";

export function Segments({ segments }: { segments: Segment[] }) {
  return (
    <>
      {segments.map((segment) => (segment.m ? <mark>{segment.t}</mark> : segment.t))}
    </>
  );
}

export function Time({ at }: { at: string }) {
  return (
    <time dateTime={at} title={absoluteTime(at)}>
      {relativeTime(at)}
    </time>
  );
}

// One line; when it is too long the middle is cut, never the end.
export function LongName({ text }: { text: string }) {
  const [head, tail] = middleCut(text);
  return (
    <span class="long-name" title={text} dir="auto">
      <span class="long-name-head">{head}</span>
      {tail && <span class="long-name-tail">{tail}</span>}
    </span>
  );
}

export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ComponentChildren }) {
  return <span class={`badge badge-${tone}`}>{children}</span>;
}

export const NotGiven = () => <span class="muted">Not given by the source</span>;
