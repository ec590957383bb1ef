# Ends the shared test servers when no test process has been alive for a while, or when the folder
# of the lock files is deleted.
# Arguments: the folder of the lock files, the idle time in seconds.
trap '' HUP INT
dir=$1
idle_limit=$2
tab=$(printf '\t')
exec 9>"$dir/watcher.lock"
flock -n 9 || exit 0
exec 8>"$dir/users.lock"
echo $$ >"$dir/watcher.pid"

# Whether process $1 is the server that was started with argument $2.
serves() {
    tr '\0' '\n' <"/proc/$1/cmdline" 2>/dev/null | grep -qxF -- "$2"
}

# Ends server process $1, started with argument $2.
finish() {
    serves "$1" "$2" && kill -INT "$1"
    waited=0
    while serves "$1" "$2" && [ "$waited" -lt 200 ]; do
        sleep 0.1
        waited=$((waited + 1))
        [ "$waited" -eq 100 ] && kill -KILL "$1"
    done
}

# Remembers all servers ever seen, one line each: process, argument, folder, folder. They must
# still be known when the folder is deleted, file by file.
look() {
    [ -e "$dir/users.lock" ] || return 1
    servers=$(printf '%s\n' "$servers"; cat "$dir"/running/* 2>/dev/null)
    servers=$(printf '%s\n' "$servers" | sort -u)
    [ -f "$dir/store" ] && store=$(cat "$dir/store")
    return 0
}

servers=
store=
idle=0
while :; do
    look || break
    sleep 1 8>&- 9>&-
    if flock -n 8; then
        idle=$((idle + 1))
        # Kept while stopping: a test that starts now waits, then starts the servers anew.
        [ "$idle" -ge "$idle_limit" ] && break
        flock -u 8
    else
        idle=0
    fi
done

look
printf '%s\n' "$servers" | while IFS=$tab read -r pid argument folders; do
    [ -n "$folders" ] && finish "$pid" "$argument"
done
printf '%s\n' "$servers" | while IFS=$tab read -r pid argument first second; do
    [ -n "$first" ] && rm -rf -- "$first" ${second:+"$second"}
done
[ -n "$store" ] && rm -rf -- "$store"
rm -f -- "$dir"/running/* "$dir/store" "$dir/watcher.pid"
# In this order: whoever gets the users' lock must find the watcher's lock free.
exec 9>&-
exec 8>&-
