cap () 
{ 
    tmux -L u capture-pane -p -t w | grep -v '^$'
}
cap(){ tmux -L u capture-pane -p -t w | grep -v '^ *$'; }
