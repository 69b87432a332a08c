import { CardPreview } from "./CardPreview.tsx";
import type { FrameSource } from "./EmailFrame.tsx";
import { EmailPreview } from "./EmailPreview.tsx";
import { InAppPreview } from "./InAppPreview.tsx";
import type { Message } from "./message.ts";
import { PushPreview, type Platform } from "./PushPreview.tsx";
import type { Reading } from "./reading.ts";
import { SmsPreview } from "./SmsPreview.tsx";
import { SurveyPreview } from "./SurveyPreview.tsx";

interface Props {
  reading: Reading;
  message: Message;
  /** Where the HTML of an email comes from. */
  html: FrameSource;
  /** What a notification is shown on. */
  platform?: Platform;
}

/** A message as its person sees it, whatever its channel. */
export function MessagePreview({ reading, message, html, platform }: Props) {
  switch (message.shape) {
    case "survey":
      return <SurveyPreview reading={reading} survey={message.survey} />;
    case "email":
      return <EmailPreview reading={reading} email={message.email} html={html} />;
    case "sms":
      return <SmsPreview reading={reading} message={message.sms} />;
    case "in-app":
      return <InAppPreview reading={reading} message={message.inApp} />;
    case "card":
      return <CardPreview reading={reading} message={message.card} />;
    case "notification":
      return (
        <PushPreview
          reading={reading}
          message={message.notification}
          {...(platform === undefined ? {} : { platform })}
        />
      );
  }
}
