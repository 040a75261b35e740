# Varnish in front of the site; see docs/decisions/0056-several-nodes-and-releases.md.
# hstf_site/caching.py also defines what visitors may request; a test compares them.
# It runs as in varnish.service.d/hstf.conf, whose stores it names.
vcl 4.1;

import directors;
import std;

# A node is a machine, or a port of one, that runs bin/serve-public. A second one is in
# the lines that begin with #2: set its address, and remove the #2 from all of them
# (sed -i 's/#2 //'). A third one needs the same lines once more.

# Whether a node knows what is published. The scheme prevents a redirect to https.
probe is_ready {
    .request =
        "GET /readyz HTTP/1.1"
        "Host: localhost"
        "X-Forwarded-Proto: https"
        "Connection: close";
    .interval = 1s;
    .timeout = 1s;
    .window = 3;
    .threshold = 2;
    .initial = 2;
}

# Whether a node responds at all. Used while no node is ready.
probe is_alive {
    .request =
        "GET /healthz HTTP/1.1"
        "Host: localhost"
        "X-Forwarded-Proto: https"
        "Connection: close";
    .interval = 1s;
    .timeout = 2s;
    .window = 3;
    .threshold = 2;
    .initial = 2;
}

# Each node has several doors, so that a flood at one does not block the others: all but
# that of pages together take less than WORKERS x THREADS of bin/serve-public (2 x 16).
backend one_pages    { .host = "127.0.0.1"; .port = "8000"; .max_connections = 128; .probe = is_ready; }
backend one_look_ups { .host = "127.0.0.1"; .port = "8000"; .max_connections = 10; .probe = is_ready; }
backend one_searches { .host = "127.0.0.1"; .port = "8000"; .max_connections = 6; .probe = is_ready; }
backend one_dates    { .host = "127.0.0.1"; .port = "8000"; .max_connections = 6; .probe = is_ready; }
backend one_editors  { .host = "127.0.0.1"; .port = "8000"; .max_connections = 8; .probe = is_ready; }
backend one_alive    { .host = "127.0.0.1"; .port = "8000"; .max_connections = 128; .probe = is_alive; }
backend one_at_work  { .host = "127.0.0.1"; .port = "8000"; .max_connections = 12; .probe = is_alive; }

#2 backend two_pages    { .host = "192.0.2.2"; .port = "8000"; .max_connections = 128; .probe = is_ready; }
#2 backend two_look_ups { .host = "192.0.2.2"; .port = "8000"; .max_connections = 10; .probe = is_ready; }
#2 backend two_searches { .host = "192.0.2.2"; .port = "8000"; .max_connections = 6; .probe = is_ready; }
#2 backend two_dates    { .host = "192.0.2.2"; .port = "8000"; .max_connections = 6; .probe = is_ready; }
#2 backend two_editors  { .host = "192.0.2.2"; .port = "8000"; .max_connections = 8; .probe = is_ready; }
#2 backend two_alive    { .host = "192.0.2.2"; .port = "8000"; .max_connections = 128; .probe = is_alive; }
#2 backend two_at_work  { .host = "192.0.2.2"; .port = "8000"; .max_connections = 12; .probe = is_alive; }

sub vcl_init {
    # Which node's turn it is, and which is next: set for each request to the site.
    new turn = directors.shard_param();

    # The nodes that are ready, one door each.
    new ready_pages = directors.shard();
    ready_pages.associate(turn.use());
    ready_pages.add_backend(one_pages);
    #2 ready_pages.add_backend(two_pages);
    new ready_look_ups = directors.shard();
    ready_look_ups.associate(turn.use());
    ready_look_ups.add_backend(one_look_ups);
    #2 ready_look_ups.add_backend(two_look_ups);
    new ready_searches = directors.shard();
    ready_searches.associate(turn.use());
    ready_searches.add_backend(one_searches);
    #2 ready_searches.add_backend(two_searches);
    new ready_dates = directors.shard();
    ready_dates.associate(turn.use());
    ready_dates.add_backend(one_dates);
    #2 ready_dates.add_backend(two_dates);
    new ready_editors = directors.shard();
    ready_editors.associate(turn.use());
    ready_editors.add_backend(one_editors);
    #2 ready_editors.add_backend(two_editors);

    # Those that respond, ready or not: one door for pages, one for all else.
    new alive = directors.shard();
    alive.associate(turn.use());
    alive.add_backend(one_alive);
    #2 alive.add_backend(two_alive);
    new at_work = directors.shard();
    at_work.associate(turn.use());
    at_work.add_backend(one_at_work);
    #2 at_work.add_backend(two_at_work);

    new pages = directors.fallback();
    pages.add_backend(ready_pages.backend());
    pages.add_backend(alive.backend());
    new look_ups = directors.fallback();
    look_ups.add_backend(ready_look_ups.backend());
    look_ups.add_backend(at_work.backend());
    new searches = directors.fallback();
    searches.add_backend(ready_searches.backend());
    searches.add_backend(at_work.backend());
    new dates = directors.fallback();
    dates.add_backend(ready_dates.backend());
    dates.add_backend(at_work.backend());
    new editors = directors.fallback();
    editors.add_backend(ready_editors.backend());
    editors.add_backend(at_work.backend());
}

# Where TLS is terminated. Only from there are the client's scheme and address trusted.
acl tls_terminators {
    "127.0.0.1";
    "::1";
}

# Who may have all copies forgotten, and then asks for the help page: the nodes.
acl purgers {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.restarts == 0) {
        call leave_out_doubles;
        unset req.http.X-Edge-Brotli;
        unset req.http.X-Edge-Query;
        unset req.http.X-Edge-Whole;
        unset req.http.X-Edge-Again;
        unset req.http.X-Edge-How;
        call know_the_visitor;
    }
    set req.backend_hint = pages.backend();

    if (req.method == "PURGE") {
        call forget_all;
    }
    if (req.method !~ "^(GET|HEAD|POST|OPTIONS)$") {
        return (synth(405, "Method Not Allowed"));
    }
    # Old copies are served only while no node answers. While one does, a copy is at most
    # 0.3 seconds old.
    if (req.http.X-Edge-Again == "old copy" || !std.healthy(req.backend_hint)) {
        set req.grace = 7d;
    } else {
        set req.grace = 0.1s;
    }

    # Requests that are rendered each time have doors of their own.
    if (req.url ~ "^/(admin|documents)(/|\?|$)") {
        set req.backend_hint = editors.backend();
        return (pass);
    }
    # The help page is the same for all, editors too, and is the last page to fail.
    if (req.url ~ "^/help(/|\?|$)" && req.url !~ "^[^?]*%"
        && (req.method == "GET" || req.method == "HEAD")) {
        unset req.http.Authorization;
        set req.url = regsub(req.url, "\?.*$", "");
        unset req.http.Cookie;
        return (hash);
    }
    # An editor, or somebody who claims to be one.
    if (req.http.Cookie ~ "(__Host-session|sessionid)=") {
        set req.backend_hint = editors.backend();
        return (pass);
    }
    # Other spellings of a URL are not considered.
    if (req.url ~ "^/(healthz|readyz)" || req.url ~ "^[^?]*%") {
        return (pass);
    }
    if ((req.method != "GET" && req.method != "HEAD") || req.http.Authorization) {
        set req.backend_hint = searches.backend();
        return (pass);
    }
    # Visitors can send endless variations. (NOT_KEPT, LONGEST_QUERY and MOST_PARAMETERS)
    if (req.url ~ "[?&](as_of|q|zip)(=|&|$)"
        || req.url ~ "\?.{501}"
        || req.url ~ "\?([^&]*&){20}"
        || req.http.X-Edge-Again == "whole") {
        if (req.url ~ "[?&]as_of(=|&|$)") {
            set req.backend_hint = dates.backend();
        } elsif (req.url ~ "^/regions[/?]") {
            set req.backend_hint = look_ups.backend();
        } else {
            set req.backend_hint = searches.backend();
        }
        return (pass);
    }

    unset req.http.Cookie;
    if (req.http.Accept-Encoding ~ "(?i)(^|[, ])br *(;q=(1|0\.\d*[1-9])[^,]*)?(,|$)") {
        set req.http.X-Edge-Brotli = "br";
    }
    if (req.url ~ "\?") {
        call keep_known_parameters;
    }
    return (hash);
}

# The site cannot distinguish X_Forwarded_Proto from X-Forwarded-Proto. These names
# affect its responses or what it trusts, each spelled with an underscore.
sub leave_out_doubles {
    unset req.http.Accept_Encoding;
    unset req.http.If_Match;
    unset req.http.If-Modified_Since;
    unset req.http.If_Modified-Since;
    unset req.http.If_Modified_Since;
    unset req.http.If-None_Match;
    unset req.http.If_None-Match;
    unset req.http.If_None_Match;
    unset req.http.If_Range;
    unset req.http.If-Unmodified_Since;
    unset req.http.If_Unmodified-Since;
    unset req.http.If_Unmodified_Since;
    unset req.http.X-Forwarded_For;
    unset req.http.X_Forwarded-For;
    unset req.http.X_Forwarded_For;
    unset req.http.X-Forwarded_Host;
    unset req.http.X_Forwarded-Host;
    unset req.http.X_Forwarded_Host;
    unset req.http.X-Forwarded_Port;
    unset req.http.X_Forwarded-Port;
    unset req.http.X_Forwarded_Port;
    unset req.http.X-Forwarded_Proto;
    unset req.http.X_Forwarded-Proto;
    unset req.http.X_Forwarded_Proto;
}

# One scheme and one client address, which nobody else can forge.
sub know_the_visitor {
    if ((client.ip !~ tls_terminators && client.ip !~ purgers)
        || req.http.X-Forwarded-Proto != "https") {
        set req.http.X-Forwarded-Proto = "http";
    }
    # Varnish has appended its client; before that is the address from the proxy.
    if (client.ip ~ tls_terminators && req.http.X-Forwarded-For ~ ",") {
        set req.http.X-Edge-Proxied = "yes";
        set req.http.X-Forwarded-For = regsub(
            regsub(req.http.X-Forwarded-For, " *,[^,]*$", ""), "^.*, *", "");
    } else {
        unset req.http.X-Edge-Proxied;
        set req.http.X-Forwarded-For = client.ip;
    }
    unset req.http.Forwarded;
    unset req.http.X-Forwarded-Host;
    unset req.http.X-Forwarded-Port;
    unset req.http.X-Real-IP;
    set req.http.Host = std.tolower(regsub(req.http.Host, "\.?(:(80|443))?$", ""));
}

# Everything, whatever was asked for. A ban that is the same as an earlier one replaces
# it, so their list never grows; and it names the copy only, so a thread of Varnish's own
# takes out what nobody asks for.
sub forget_all {
    if (client.ip !~ purgers || req.http.X-Edge-Proxied) {
        return (synth(405, "Method Not Allowed"));
    }
    if (std.ban("obj.status != 0")) {
        return (synth(200, "Forgotten"));
    }
    return (synth(400, std.ban_error()));
}

# Parameters that a view does not read reach neither the site nor the key. (PARAMETERS)
sub keep_known_parameters {
    set req.http.X-Edge-Whole = req.url;
    set req.http.X-Edge-Query = regsub(req.url, "^[^?]*\?", "&");
    set req.url = regsub(req.url, "\?.*$", "");
    if (req.url ~ "^/record/$") {
        set req.http.X-Edge-Query = regsuball(
            req.http.X-Edge-Query, "&(?!(?:program|source)(?:=|&|$))[^&]*", "");
    } elsif (req.url ~ "^/record/corrections/$") {
        set req.http.X-Edge-Query = regsuball(
            req.http.X-Edge-Query, "&(?!(?:page)(?:=|&|$))[^&]*", "");
    } elsif (req.url ~ "^/record/sources/[^/]+/$") {
        set req.http.X-Edge-Query = regsuball(
            req.http.X-Edge-Query, "&(?!(?:list|page)(?:=|&|$))[^&]*", "");
    } elsif (req.url ~ "^/regions/[^/]+/$") {
        set req.http.X-Edge-Query = regsuball(
            req.http.X-Edge-Query, "&(?!(?:also|for|near|nearer|office)(?:=|&|$))[^&]*", "");
    } elsif (req.url ~ "^/news/$") {
        set req.http.X-Edge-Query = regsuball(
            req.http.X-Edge-Query, "&(?!(?:page|topic|year)(?:=|&|$))[^&]*", "");
    } else {
        unset req.http.X-Edge-Query;
    }
    if (req.http.X-Edge-Query) {
        set req.url = std.querysort(
            req.url + regsub(req.http.X-Edge-Query, "^&", "?"));
    }
    if (req.url == req.http.X-Edge-Whole) {
        unset req.http.X-Edge-Whole;
    }
    unset req.http.X-Edge-Query;
}

sub vcl_hash {
    hash_data(req.http.X-Forwarded-Proto);
    hash_data(req.http.Host);
    hash_data(req.url);
    # Varnish decompresses gzip for clients without it; it does not support Brotli.
    hash_data(req.http.X-Edge-Brotli);
    return (lookup);
}

# What this cache did, for Cache-Status (RFC 9211).
sub vcl_hit {
    set req.http.X-Edge-How = "hit";
    if (obj.ttl < -1s) {
        set req.http.X-Edge-How = "hit; detail=stale";
    }
}

sub vcl_miss {
    set req.http.X-Edge-How = "fwd=miss";
    # There is no old copy: use the site's own error page, if it has one.
    if (req.http.X-Edge-Again == "old copy") {
        return (pass);
    }
}

sub vcl_pass {
    set req.http.X-Edge-How = "fwd=bypass";
}

sub vcl_backend_fetch {
    # Ten seconds are one node's turn at a page, so that each node keeps all pages.
    # After a failure, it is the next node's.
    turn.set(
        by = KEY,
        key = alive.key(bereq.http.Host + bereq.url + std.integer(time = now) / 10),
        alt = bereq.retries);
    if (bereq.url ~ "^/(admin|documents)(/|\?|$)") {
        set bereq.first_byte_timeout = 60s;
    } elsif (bereq.uncacheable) {
        set bereq.first_byte_timeout = 15s;
    } elsif (bereq.http.If-None-Match) {
        # An old copy can stand in.
        set bereq.first_byte_timeout = 2s;
    } else {
        set bereq.first_byte_timeout = 5s;
    }
    if (!bereq.uncacheable && bereq.http.X-Edge-Brotli) {
        set bereq.http.Accept-Encoding = "br";
    }
    set bereq.connect_timeout = 1s;
    set bereq.between_bytes_timeout = 10s;
    unset bereq.http.X-Edge-Brotli;
    unset bereq.http.X-Edge-Whole;
    unset bereq.http.X-Edge-Again;
    unset bereq.http.X-Edge-How;
    unset bereq.http.X-Edge-Proxied;
}

# Only where nothing can be done twice, and where there is another node. Whether it is well
# is decided later: one door of a node may already be known to be closed, another not yet.
sub ask_another_node {
    if (bereq.retries == 0 && bereq.method ~ "^(GET|HEAD)$"
        && alive.backend(by = KEY, key = 1, alt = 0, healthy = ALL, resolve = NOW)
        != alive.backend(by = KEY, key = 1, alt = 1, healthy = ALL, resolve = NOW)) {
        return (retry);
    }
}

sub vcl_backend_response {
    # A static file may have reached the other node first.
    if (beresp.status >= 500
        || (beresp.status == 404 && bereq.url ~ "^/static/")) {
        call ask_another_node;
    }
    if (bereq.uncacheable) {
        return (deliver);
    }
    if (beresp.status >= 500) {
        return (abandon); # and look for an old copy, see vcl_synth
    }
    if (beresp.http.Set-Cookie
        || beresp.http.Cache-Control ~ "(?i)private"
        || (beresp.http.Cache-Control ~ "(?i)no-store" && bereq.url !~ "^/help(/|$)")
        || (beresp.http.Vary && beresp.http.Vary !~ "(?i)^\s*accept-encoding\s*$")) {
        call do_not_keep;
    } elsif (beresp.status == 200 && bereq.url ~ "^/help(/|$)") {
        # Kept for as long as it takes, where no other page can evict it. What is sent
        # still says no-store.
        set beresp.ttl = 0.2s;
        set beresp.grace = 7d;
        set beresp.storage = storage.help;
    } elsif (beresp.status == 200 && beresp.http.Cache-Control ~ "(?i)\bpublic\b") {
        # Such files never change; everything else is revalidated, which costs next to
        # nothing if it is unchanged.
        if (beresp.http.Cache-Control !~ "(?i)\bimmutable\b") {
            set beresp.ttl = 0.2s;
        }
        set beresp.grace = 1d;
        set beresp.storage = storage.pages;
    } elsif (beresp.status == 301 || beresp.status == 404 || beresp.status == 410) {
        # A mistyped URL in a newspaper. Too brief to evict a page from memory.
        set beresp.ttl = 0.2s;
        set beresp.grace = 0s;
        set beresp.keep = 0s;
    } else {
        call do_not_keep;
    }
    return (deliver);
}

sub do_not_keep {
    set beresp.uncacheable = true;
    set beresp.ttl = 1s; # meanwhile, nobody waits for another's response
    set beresp.grace = 0s;
    set beresp.keep = 0s;
}

sub vcl_backend_error {
    call ask_another_node;
    if (!bereq.uncacheable) {
        return (abandon);
    }
    call say_that_it_is_away;
    return (deliver);
}

sub say_that_it_is_away {
    set beresp.http.Content-Type = "text/html; charset=utf-8";
    set beresp.http.Cache-Control = "no-store";
    set beresp.http.Retry-After = "30";
    set beresp.http.Content-Security-Policy =
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    set beresp.http.X-Content-Type-Options = "nosniff";
    set beresp.http.Referrer-Policy = "same-origin";
    set beresp.http.X-Robots-Tag = "noindex, nofollow";
    synthetic({"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>This page cannot be shown right now</title>
<h1>This page cannot be shown right now</h1>
<p>Please try again in a minute.</p>
<p>In an emergency, call 911.</p>
</html>
"});
}

sub vcl_synth {
    # No response from the site. There may be an old copy.
    if (resp.status == 503 && req.restarts == 0) {
        set req.http.X-Edge-Again = "old copy";
        return (restart);
    }
    set resp.http.Content-Type = "text/plain; charset=utf-8";
    set resp.http.Cache-Control = "no-store";
    set resp.http.Cache-Status = "varnish; detail=refused";
    set resp.http.X-Content-Type-Options = "nosniff";
    set resp.http.Content-Security-Policy = "default-src 'none'; frame-ancestors 'none'";
    synthetic(resp.reason + {"
"});
    return (deliver);
}

sub vcl_deliver {
    # A redirect may depend on a parameter that no view reads: fetch with all of them.
    if (req.http.X-Edge-Whole && resp.status >= 300 && resp.status != 304
        && req.restarts == 0) {
        set req.url = req.http.X-Edge-Whole;
        set req.http.X-Edge-Again = "whole";
        return (restart);
    }
    if (resp.http.Cache-Status) {
        set resp.http.Cache-Status =
            resp.http.Cache-Status + ", varnish; " + req.http.X-Edge-How;
    } else {
        set resp.http.Cache-Status = "varnish; " + req.http.X-Edge-How;
    }
    unset resp.http.X-Varnish;
    unset resp.http.Via;
}
