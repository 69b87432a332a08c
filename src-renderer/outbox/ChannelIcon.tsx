import {
  AppWindow,
  Bell,
  Link,
  Mail,
  MessageCircle,
  MessageSquareText,
  RectangleEllipsis,
  Webhook,
} from "lucide-react";
import type { LucideIcon } from "lucide-react";

const ICONS: Readonly<Record<string, LucideIcon>> = {
  push: Bell,
  email: Mail,
  sms: MessageSquareText,
  "in-app": AppWindow,
  card: RectangleEllipsis,
  webhook: Webhook,
  link: Link,
};

/** The picture of a channel. Decorative: its name or the message stands beside it. */
export function ChannelIcon({ channel, size = 16 }: { channel: string; size?: number }) {
  const Icon = ICONS[channel] ?? MessageCircle;
  return <Icon size={size} strokeWidth={1.8} aria-hidden />;
}
