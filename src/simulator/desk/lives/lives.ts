import { mediaFamilyOf } from '../../../api/states';
import type { Life } from '../transitions';
import type { LifeName } from '../types';
import { chatLife } from './chat';
import { emailLife } from './email';
import { openMediaLife } from './openMedia';
import { previewLife } from './preview';
import { voiceLife } from './voice';

export const lives: Readonly<Record<LifeName, Life>> = {
  voice: voiceLife,
  chat: chatLife,
  email: emailLife,
  openMedia: openMediaLife,
  preview: previewLife,
};

/** The life that an interaction of this media leads. */
export function lifeOf(media: string): LifeName {
  return mediaFamilyOf(media);
}
