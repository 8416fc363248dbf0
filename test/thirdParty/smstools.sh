#!/usr/bin/env bash
# smsd of smstools against the simulated modem: receive, send, status report.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need smsd smstools
start_sim

mkdir "$work"/{incoming,outgoing,checked,sent,failed,report}
cat >"$work/smsd.conf" <<END
devices = GSM1
logfile = $work/smsd.log
loglevel = 7
infofile = $work/smsd.working
pidfile = $work/smsd.pid
incoming = $work/incoming
outgoing = $work/outgoing
checked = $work/checked
failed = $work/failed
sent = $work/sent
report = $work/report
delaytime = 1
incoming_utf8 = yes
decode_unicode_text = yes
[GSM1]
device = $modem
baudrate = 115200
incoming = yes
report = yes
init = AT+CPMS="SM","SM","SM"
init2 = AT+CNMI=2,1,0,1,0
END

long="HELPDESK $(printf 'printer %d macet; ' $(seq 1 20))mohon bantuan"
phone_sends +6281234500101 'HELPDESK Grüße ñ {a} [b] 5 €'
phone_sends +6281234500102 'HELPDESK привет, 日本'
phone_sends +6281234500103 "$long"

timeout 120 smsd -c "$work/smsd.conf" -t >"$work/smsd.out" 2>&1 &
clients+=($!)

# a file of smsd has a header, an empty line, and the text
received() { grep -rqxF -- "$2" "$work/incoming" && grep -rqx "From: $1" "$work/incoming"; }
status_ok() { grep -rqs 'Status: 0' "$work/report"; }
kept() { [ -z "$(find "$work/failed" -type f)" ]; }

check "smsd receives GSM-7 with the extension table" eventually 30 received 6281234500101 'HELPDESK Grüße ñ {a} [b] 5 €'
check "smsd receives UCS-2" eventually 20 received 6281234500102 'HELPDESK привет, 日本'
check "smsd joins a long text" eventually 20 received 6281234500103 "$long"

phone_sends +6281234500101 'HELPDESK datang belakangan'
check "smsd receives what comes while it runs" eventually 30 received 6281234500101 'HELPDESK datang belakangan'

printf 'To: 6281234500103\nReport: yes\n\nJawaban dari smstools: sudah {beres}' >"$work/outgoing/one"
check "smsd sends, and the phone shows it" eventually 40 phone_shows +6281234500103 'Jawaban dari smstools: sudah {beres}'
check "smsd gets the status report" eventually 40 status_ok

answer="Jawaban panjang: $(printf 'langkah %d, ' $(seq 1 30))selesai."
printf 'To: 6281234500102\n\n%s' "$answer" >"$work/outgoing/two"
check "smsd sends a long text, and the phone joins it" eventually 40 phone_shows +6281234500102 "$answer"
printf 'To: 6281234500101\nAlphabet: UTF-8\n\nдоброе утро' >"$work/outgoing/three"
check "smsd sends UCS-2, and the phone shows it" eventually 40 phone_shows +6281234500101 'доброе утро'
check "smsd counts nothing as failed" kept

kill "${clients[@]}" 2>/dev/null || true
wait "${clients[@]}" 2>/dev/null || true
finish
